// Made by `npm run generate` from openapi/. Do not edit.

export interface FieldData {
  type: "string" | "boolean" | "int32" | "int64" | "number" | "time" | "quantity" | "intOrString" | "any" | "object" | "array" | "map";
  /** Name in `types`, for an object. */
  ref?: string;
  /** What an array or a map holds. */
  items?: FieldData;
  required?: true;
  /** Written even when it is empty. */
  always?: true;
  /** An array or a map that is written as null when it is unset. */
  nullWhenUnset?: true;
  enum?: readonly string[];
}

export interface TypeData {
  fields: Readonly<Record<string, FieldData>>;
}

export interface SubresourceData {
  name: string;
  kind: string;
  verbs: readonly string[];
  /** Absent: its schema is not described yet. */
  type?: string;
  /** Not an object but a stream, an upgraded connection or a file. */
  raw?: string;
}

export interface KindData {
  kind: string;
  listKind?: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames?: readonly string[];
  /** Absent: its schema is not described yet. */
  type?: string;
  requestOnly?: true;
  statusSubresource?: true;
  since?: string;
  removedAfter?: string;
  subresources: readonly SubresourceData[];
}

export const kinds: readonly KindData[] = [
  {
    "kind": "AgentAuditEvent",
    "plural": "agentauditevents",
    "singular": "agentauditevent",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "3.0",
    "subresources": []
  },
  {
    "kind": "Announcement",
    "listKind": "AnnouncementList",
    "plural": "announcements",
    "singular": "announcement",
    "namespaced": false,
    "verbs": [
      "list"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "App",
    "listKind": "AppList",
    "plural": "apps",
    "singular": "app",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "App",
    "since": "2.0",
    "subresources": [
      {
        "name": "credentials",
        "kind": "AppCredentials",
        "verbs": [
          "get"
        ]
      }
    ]
  },
  {
    "kind": "AppInstance",
    "listKind": "AppInstanceList",
    "plural": "appinstances",
    "singular": "appinstance",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.12",
    "subresources": [
      {
        "name": "log",
        "kind": "AppInstanceLog",
        "verbs": [
          "get"
        ],
        "raw": "stream"
      }
    ]
  },
  {
    "kind": "ArgoCDApplication",
    "listKind": "ArgoCDApplicationList",
    "plural": "argocdapplications",
    "singular": "argocdapplication",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.10",
    "subresources": []
  },
  {
    "kind": "ArgoCDApplicationTemplate",
    "listKind": "ArgoCDApplicationTemplateList",
    "plural": "argocdapplicationtemplates",
    "singular": "argocdapplicationtemplate",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.10",
    "subresources": []
  },
  {
    "kind": "Backup",
    "plural": "backups",
    "singular": "backup",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "3.4",
    "subresources": [
      {
        "name": "apply",
        "kind": "BackupApply",
        "verbs": [
          "create"
        ]
      }
    ]
  },
  {
    "kind": "Cluster",
    "listKind": "ClusterList",
    "plural": "clusters",
    "singular": "cluster",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "Cluster",
    "statusSubresource": true,
    "since": "2.0",
    "subresources": [
      {
        "name": "accesskey",
        "kind": "ClusterAccessKey",
        "verbs": [
          "get"
        ],
        "type": "ClusterAccessKey"
      },
      {
        "name": "agentconfig",
        "kind": "ClusterAgentConfig",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "domain",
        "kind": "ClusterDomain",
        "verbs": [
          "create",
          "get"
        ]
      },
      {
        "name": "memberaccess",
        "kind": "ClusterMemberAccess",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "members",
        "kind": "ClusterMembers",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "reset",
        "kind": "ClusterReset",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "status",
        "kind": "Cluster",
        "verbs": [
          "get",
          "update",
          "patch"
        ],
        "type": "Cluster"
      }
    ]
  },
  {
    "kind": "ClusterAccess",
    "listKind": "ClusterAccessList",
    "plural": "clusteraccesses",
    "singular": "clusteraccess",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "ClusterConnect",
    "plural": "clusterconnect",
    "singular": "clusterconnect",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "type": "ClusterConnect",
    "requestOnly": true,
    "since": "2.0",
    "removedAfter": "3.4",
    "subresources": []
  },
  {
    "kind": "ClusterRoleTemplate",
    "listKind": "ClusterRoleTemplateList",
    "plural": "clusterroletemplates",
    "singular": "clusterroletemplate",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "Config",
    "listKind": "ConfigList",
    "plural": "configs",
    "singular": "config",
    "namespaced": false,
    "verbs": [
      "create",
      "get"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "ConvertVirtualClusterConfig",
    "plural": "convertvirtualclusterconfig",
    "singular": "convertvirtualclusterconfig",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "4.0",
    "subresources": []
  },
  {
    "kind": "DatabaseConnector",
    "listKind": "DatabaseConnectorList",
    "plural": "databaseconnectors",
    "singular": "databaseconnector",
    "namespaced": false,
    "verbs": [
      "list"
    ],
    "since": "4.3",
    "subresources": []
  },
  {
    "kind": "DirectClusterEndpointToken",
    "plural": "directclusterendpointtokens",
    "singular": "directclusterendpointtoken",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "type": "DirectClusterEndpointToken",
    "requestOnly": true,
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "Event",
    "listKind": "EventList",
    "plural": "events",
    "singular": "event",
    "namespaced": false,
    "verbs": [
      "list"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "Feature",
    "listKind": "FeatureList",
    "plural": "features",
    "singular": "feature",
    "namespaced": false,
    "verbs": [
      "get",
      "list"
    ],
    "statusSubresource": true,
    "since": "2.0",
    "subresources": [
      {
        "name": "status",
        "kind": "Feature",
        "verbs": [
          "update"
        ]
      }
    ]
  },
  {
    "kind": "IngressAuthToken",
    "plural": "ingressauthtokens",
    "singular": "ingressauthtoken",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "2.1",
    "subresources": []
  },
  {
    "kind": "Kiosk",
    "plural": "kiosk",
    "singular": "kiosk",
    "namespaced": false,
    "verbs": [
      "get"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "License",
    "listKind": "LicenseList",
    "plural": "licenses",
    "singular": "license",
    "namespaced": false,
    "verbs": [
      "get"
    ],
    "since": "2.0",
    "subresources": [
      {
        "name": "request",
        "kind": "LicenseRequest",
        "verbs": [
          "create"
        ]
      }
    ]
  },
  {
    "kind": "LoftUpgrade",
    "plural": "loftupgrades",
    "singular": "loftupgrade",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "MachineConfigTemplate",
    "listKind": "MachineConfigTemplateList",
    "plural": "machineconfigtemplates",
    "singular": "machineconfigtemplate",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.10",
    "subresources": []
  },
  {
    "kind": "NetworkPeer",
    "listKind": "NetworkPeerList",
    "plural": "networkpeers",
    "singular": "networkpeer",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.9",
    "subresources": [
      {
        "name": "debug",
        "kind": "NetworkPeerDebug",
        "verbs": [
          "get"
        ]
      }
    ]
  },
  {
    "kind": "NodeClaim",
    "listKind": "NodeClaimList",
    "plural": "nodeclaims",
    "singular": "nodeclaim",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "statusSubresource": true,
    "since": "4.4",
    "subresources": [
      {
        "name": "status",
        "kind": "NodeClaim",
        "verbs": [
          "get",
          "update",
          "patch"
        ]
      }
    ]
  },
  {
    "kind": "NodeEnvironment",
    "listKind": "NodeEnvironmentList",
    "plural": "nodeenvironments",
    "singular": "nodeenvironment",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "statusSubresource": true,
    "since": "4.4",
    "subresources": [
      {
        "name": "status",
        "kind": "NodeEnvironment",
        "verbs": [
          "get",
          "update",
          "patch"
        ]
      }
    ]
  },
  {
    "kind": "NodeProfile",
    "listKind": "NodeProfileList",
    "plural": "nodeprofiles",
    "singular": "nodeprofile",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.11",
    "subresources": []
  },
  {
    "kind": "NodeProvider",
    "listKind": "NodeProviderList",
    "plural": "nodeproviders",
    "singular": "nodeprovider",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "statusSubresource": true,
    "since": "4.4",
    "subresources": [
      {
        "name": "exec",
        "kind": "NodeProviderExec",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "status",
        "kind": "NodeProvider",
        "verbs": [
          "get",
          "update",
          "patch"
        ]
      }
    ]
  },
  {
    "kind": "NodeType",
    "listKind": "NodeTypeList",
    "plural": "nodetypes",
    "singular": "nodetype",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "statusSubresource": true,
    "since": "4.4",
    "subresources": [
      {
        "name": "status",
        "kind": "NodeType",
        "verbs": [
          "get",
          "update",
          "patch"
        ]
      }
    ]
  },
  {
    "kind": "OIDCClient",
    "listKind": "OIDCClientList",
    "plural": "oidcclients",
    "singular": "oidcclient",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "update",
      "patch",
      "delete"
    ],
    "since": "4.0",
    "subresources": []
  },
  {
    "kind": "OSImage",
    "listKind": "OSImageList",
    "plural": "osimages",
    "singular": "osimage",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.8",
    "subresources": []
  },
  {
    "kind": "OwnedAccessKey",
    "plural": "ownedaccesskeys",
    "singular": "ownedaccesskey",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "update",
      "patch",
      "delete"
    ],
    "type": "OwnedAccessKey",
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "Project",
    "listKind": "ProjectList",
    "plural": "projects",
    "singular": "project",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "Project",
    "statusSubresource": true,
    "since": "3.0",
    "subresources": [
      {
        "name": "chartinfo",
        "kind": "ProjectChartInfo",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "clusters",
        "kind": "ProjectClusters",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "importspace",
        "kind": "ProjectImportSpace",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "members",
        "kind": "ProjectMembers",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "migratespaceinstance",
        "kind": "ProjectMigrateSpaceInstance",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "migratevirtualclusterinstance",
        "kind": "ProjectMigrateVirtualClusterInstance",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "nodetypes",
        "kind": "ProjectNodeTypes",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "status",
        "kind": "Project",
        "verbs": [
          "get",
          "update",
          "patch"
        ],
        "type": "Project"
      },
      {
        "name": "templates",
        "kind": "ProjectTemplates",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "importvirtualcluster",
        "kind": "ProjectImportVirtualCluster",
        "verbs": [
          "create"
        ],
        "type": "ProjectImportVirtualCluster"
      }
    ]
  },
  {
    "kind": "ProjectSecret",
    "listKind": "ProjectSecretList",
    "plural": "projectsecrets",
    "singular": "projectsecret",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "3.0",
    "subresources": []
  },
  {
    "kind": "RedirectToken",
    "plural": "redirecttokens",
    "singular": "redirecttoken",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "3.3",
    "subresources": []
  },
  {
    "kind": "RegisterVirtualCluster",
    "plural": "registervirtualclusters",
    "singular": "registervirtualcluster",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "4.0",
    "subresources": []
  },
  {
    "kind": "RenderVirtualClusterTemplate",
    "plural": "rendervirtualclustertemplates",
    "singular": "rendervirtualclustertemplate",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "4.11",
    "subresources": []
  },
  {
    "kind": "ResetAccessKey",
    "plural": "resetaccesskeys",
    "singular": "resetaccesskey",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "SSHKey",
    "listKind": "SSHKeyList",
    "plural": "sshkeys",
    "singular": "sshkey",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.8",
    "subresources": []
  },
  {
    "kind": "Self",
    "plural": "selves",
    "singular": "self",
    "namespaced": false,
    "verbs": [
      "create",
      "get"
    ],
    "type": "Self",
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "SelfSubjectAccessReview",
    "plural": "selfsubjectaccessreviews",
    "singular": "selfsubjectaccessreview",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "SharedSecret",
    "listKind": "SharedSecretList",
    "plural": "sharedsecrets",
    "singular": "sharedsecret",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "update",
      "patch",
      "delete"
    ],
    "type": "SharedSecret",
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "SpaceInstance",
    "listKind": "SpaceInstanceList",
    "plural": "spaceinstances",
    "singular": "spaceinstance",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "SpaceInstance",
    "since": "3.0",
    "subresources": []
  },
  {
    "kind": "SpaceTemplate",
    "listKind": "SpaceTemplateList",
    "plural": "spacetemplates",
    "singular": "spacetemplate",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "StackInstance",
    "listKind": "StackInstanceList",
    "plural": "stackinstances",
    "singular": "stackinstance",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.12",
    "subresources": []
  },
  {
    "kind": "StackTemplate",
    "listKind": "StackTemplateList",
    "plural": "stacktemplates",
    "singular": "stacktemplate",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.12",
    "subresources": []
  },
  {
    "kind": "SubjectAccessReview",
    "plural": "subjectaccessreviews",
    "singular": "subjectaccessreview",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "2.0",
    "subresources": []
  },
  {
    "kind": "Team",
    "listKind": "TeamList",
    "plural": "teams",
    "singular": "team",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "Team",
    "since": "2.0",
    "subresources": [
      {
        "name": "accesskeys",
        "kind": "TeamAccessKeys",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "clusters",
        "kind": "TeamClusters",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "object-permissions",
        "kind": "TeamObjectPermissions",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "permissions",
        "kind": "TeamPermissions",
        "verbs": [
          "get"
        ]
      }
    ]
  },
  {
    "kind": "Tenant",
    "listKind": "TenantList",
    "plural": "tenants",
    "singular": "tenant",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "since": "4.12",
    "subresources": [
      {
        "name": "config",
        "kind": "TenantConfig",
        "verbs": [
          "create",
          "get"
        ]
      }
    ]
  },
  {
    "kind": "TranslateVClusterResourceName",
    "plural": "translatevclusterresourcenames",
    "singular": "translatevclusterresourcename",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "4.0",
    "subresources": []
  },
  {
    "kind": "UsageDownload",
    "listKind": "UsageDownloadList",
    "plural": "usagedownload",
    "singular": "usagedownload",
    "namespaced": false,
    "verbs": [
      "list"
    ],
    "since": "4.4",
    "subresources": []
  },
  {
    "kind": "User",
    "listKind": "UserList",
    "plural": "users",
    "singular": "user",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "User",
    "since": "2.0",
    "subresources": [
      {
        "name": "accesskeys",
        "kind": "UserAccessKeys",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "clusters",
        "kind": "UserClusters",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "object-permissions",
        "kind": "UserObjectPermissions",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "permissions",
        "kind": "UserPermissions",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "profile",
        "kind": "UserProfile",
        "verbs": [
          "create",
          "get"
        ]
      }
    ]
  },
  {
    "kind": "VirtualClusterInstance",
    "listKind": "VirtualClusterInstanceList",
    "plural": "virtualclusterinstances",
    "singular": "virtualclusterinstance",
    "namespaced": true,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "VirtualClusterInstance",
    "since": "3.0",
    "subresources": [
      {
        "name": "accesskey",
        "kind": "VirtualClusterAccessKey",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "controlplanepods",
        "kind": "VirtualClusterControlPlanePods",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "debug-shell",
        "kind": "VirtualClusterInstanceDebugShell",
        "verbs": [
          "create",
          "connect"
        ],
        "raw": "upgrade"
      },
      {
        "name": "externaldatabase",
        "kind": "VirtualClusterExternalDatabase",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "joinscript",
        "kind": "VirtualClusterInstanceJoinScript",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "kubeconfig",
        "kind": "VirtualClusterInstanceKubeConfig",
        "verbs": [
          "create"
        ],
        "type": "VirtualClusterInstanceKubeConfig"
      },
      {
        "name": "log",
        "kind": "VirtualClusterInstanceLog",
        "verbs": [
          "get"
        ],
        "raw": "stream"
      },
      {
        "name": "nodeaccesskey",
        "kind": "VirtualClusterNodeAccessKey",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "resourceusage",
        "kind": "VirtualClusterResourceUsage",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "shell",
        "kind": "VirtualClusterInstanceShell",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "snapshot",
        "kind": "VirtualClusterInstanceSnapshot",
        "verbs": [
          "get"
        ]
      },
      {
        "name": "snapshotcredentials",
        "kind": "VirtualClusterSnapshotCredentials",
        "verbs": [
          "create"
        ]
      },
      {
        "name": "standalone",
        "kind": "VirtualClusterStandalone",
        "verbs": [
          "create"
        ]
      }
    ]
  },
  {
    "kind": "VirtualClusterSchema",
    "plural": "virtualclusterschemas",
    "singular": "virtualclusterschema",
    "namespaced": false,
    "verbs": [
      "create"
    ],
    "requestOnly": true,
    "since": "4.3",
    "subresources": []
  },
  {
    "kind": "VirtualClusterTemplate",
    "listKind": "VirtualClusterTemplateList",
    "plural": "virtualclustertemplates",
    "singular": "virtualclustertemplate",
    "namespaced": false,
    "verbs": [
      "create",
      "get",
      "list",
      "watch",
      "update",
      "patch",
      "delete",
      "deletecollection"
    ],
    "type": "VirtualClusterTemplate",
    "since": "2.0",
    "subresources": []
  }
];

export const types: Readonly<Record<string, TypeData>> = {
  "ClusterConnect": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "ClusterConnectSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "ClusterConnectStatus",
        "always": true
      }
    }
  },
  "DirectClusterEndpointToken": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "DirectClusterEndpointTokenSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "DirectClusterEndpointTokenStatus",
        "always": true
      }
    }
  },
  "VirtualClusterInstance": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "VirtualClusterInstanceSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "VirtualClusterInstanceStatus",
        "always": true
      }
    }
  },
  "VirtualClusterInstanceKubeConfig": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "VirtualClusterInstanceKubeConfigSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "VirtualClusterInstanceKubeConfigStatus",
        "always": true
      }
    }
  },
  "ProjectImportVirtualCluster": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "sourceVirtualCluster": {
        "type": "object",
        "ref": "ProjectImportVirtualClusterSource",
        "required": true,
        "always": true
      },
      "upgradeToPro": {
        "type": "boolean"
      },
      "skipHelmDeploy": {
        "type": "boolean"
      }
    }
  },
  "Project": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "ProjectSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "ProjectStatus",
        "always": true
      }
    }
  },
  "Cluster": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "ClusterSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "ClusterStatus",
        "always": true
      }
    }
  },
  "ClusterAccessKey": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "accessKey": {
        "type": "string"
      },
      "loftHost": {
        "type": "string"
      },
      "insecure": {
        "type": "boolean"
      },
      "caCert": {
        "type": "string"
      }
    }
  },
  "User": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "UserSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "UserStatus",
        "always": true
      }
    }
  },
  "Team": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "TeamSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "TeamStatus",
        "always": true
      }
    }
  },
  "Self": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "SelfSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "SelfStatus",
        "always": true
      }
    }
  },
  "OwnedAccessKey": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "OwnedAccessKeySpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "OwnedAccessKeyStatus",
        "always": true
      }
    }
  },
  "VirtualClusterTemplate": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "VirtualClusterTemplateSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "VirtualClusterTemplateStatus",
        "always": true
      }
    }
  },
  "SpaceInstance": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "SpaceInstanceSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "SpaceInstanceStatus",
        "always": true
      }
    }
  },
  "SharedSecret": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "SharedSecretSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "SharedSecretStatus",
        "always": true
      }
    }
  },
  "App": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "AppSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "AppStatus",
        "always": true
      }
    }
  },
  "ObjectMeta": {
    "fields": {
      "name": {
        "type": "string"
      },
      "generateName": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "selfLink": {
        "type": "string"
      },
      "uid": {
        "type": "string"
      },
      "resourceVersion": {
        "type": "string"
      },
      "generation": {
        "type": "int64"
      },
      "creationTimestamp": {
        "type": "time"
      },
      "deletionTimestamp": {
        "type": "time"
      },
      "deletionGracePeriodSeconds": {
        "type": "int64"
      },
      "labels": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "annotations": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "ownerReferences": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "OwnerReference"
        }
      },
      "finalizers": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "managedFields": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ManagedFieldsEntry"
        }
      }
    }
  },
  "ClusterConnectSpec": {
    "fields": {
      "config": {
        "type": "string"
      },
      "adminUser": {
        "type": "string"
      },
      "clusterTemplate": {
        "type": "object",
        "ref": "Cluster",
        "always": true
      }
    }
  },
  "ClusterConnectStatus": {
    "fields": {
      "failed": {
        "type": "boolean"
      },
      "reason": {
        "type": "string"
      },
      "message": {
        "type": "string"
      }
    }
  },
  "DirectClusterEndpointTokenSpec": {
    "fields": {
      "ttl": {
        "type": "int64"
      },
      "scope": {
        "type": "object",
        "ref": "AccessKeyScope"
      }
    }
  },
  "DirectClusterEndpointTokenStatus": {
    "fields": {
      "token": {
        "type": "string"
      }
    }
  },
  "VirtualClusterInstanceSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "templateRef": {
        "type": "object",
        "ref": "TemplateRef"
      },
      "template": {
        "type": "object",
        "ref": "VirtualClusterTemplateDefinition"
      },
      "clusterRef": {
        "type": "object",
        "ref": "VirtualClusterClusterRef",
        "always": true
      },
      "parameters": {
        "type": "string"
      },
      "extraAccessRules": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "InstanceAccessRule"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      },
      "networkPeer": {
        "type": "boolean"
      },
      "external": {
        "type": "boolean"
      },
      "standalone": {
        "type": "boolean"
      }
    }
  },
  "VirtualClusterInstanceStatus": {
    "fields": {
      "phase": {
        "type": "string"
      },
      "reason": {
        "type": "string"
      },
      "message": {
        "type": "string"
      },
      "serviceUID": {
        "type": "string"
      },
      "kubernetesVersion": {
        "type": "string"
      },
      "deployHash": {
        "type": "string"
      },
      "conditions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Condition"
        }
      },
      "virtualClusterObjects": {
        "type": "object",
        "ref": "ObjectsStatus"
      },
      "spaceObjects": {
        "type": "object",
        "ref": "ObjectsStatus"
      },
      "virtualCluster": {
        "type": "object",
        "ref": "VirtualClusterTemplateDefinition"
      },
      "ignoreReconciliation": {
        "type": "boolean"
      },
      "sleepModeConfig": {
        "type": "object",
        "ref": "SleepModeConfig"
      },
      "canUse": {
        "type": "boolean"
      },
      "canUpdate": {
        "type": "boolean"
      },
      "online": {
        "type": "boolean"
      }
    }
  },
  "VirtualClusterInstanceKubeConfigSpec": {
    "fields": {
      "certificateTTL": {
        "type": "int32"
      },
      "server": {
        "type": "string"
      },
      "clientCert": {
        "type": "boolean"
      }
    }
  },
  "VirtualClusterInstanceKubeConfigStatus": {
    "fields": {
      "kubeConfig": {
        "type": "string"
      }
    }
  },
  "ProjectImportVirtualClusterSource": {
    "fields": {
      "name": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "cluster": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "importName": {
        "type": "string"
      }
    }
  },
  "ProjectSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "quotas": {
        "type": "object",
        "ref": "Quotas",
        "always": true
      },
      "allowedClusters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AllowedCluster"
        }
      },
      "allowedRunners": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AllowedRunner"
        }
      },
      "allowedTemplates": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AllowedTemplate"
        }
      },
      "allowedNodeTypes": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AllowedNodeType"
        },
        "always": true,
        "nullWhenUnset": true
      },
      "allowedNodeProfiles": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AllowedNodeProfile"
        }
      },
      "defaultNodeProfile": {
        "type": "string"
      },
      "requireTemplate": {
        "type": "object",
        "ref": "RequireTemplate",
        "always": true
      },
      "requirePreset": {
        "type": "object",
        "ref": "RequirePreset",
        "always": true
      },
      "members": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Member"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      },
      "namespaceTemplate": {
        "type": "object",
        "ref": "ProjectNamespaceTemplate"
      },
      "namespacePattern": {
        "type": "object",
        "ref": "NamespacePattern"
      },
      "argoCD": {
        "type": "object",
        "ref": "ArgoIntegrationSpec"
      },
      "vault": {
        "type": "object",
        "ref": "VaultIntegrationSpec"
      }
    }
  },
  "ProjectStatus": {
    "fields": {
      "quotas": {
        "type": "object",
        "ref": "QuotaStatus"
      },
      "conditions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Condition"
        }
      }
    }
  },
  "ClusterSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "config": {
        "type": "object",
        "ref": "SecretRef",
        "always": true
      },
      "local": {
        "type": "boolean"
      },
      "networkPeer": {
        "type": "boolean"
      },
      "managementNamespace": {
        "type": "string"
      },
      "unusable": {
        "type": "boolean"
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      },
      "metrics": {
        "type": "object",
        "ref": "Metrics"
      },
      "opencost": {
        "type": "object",
        "ref": "OpenCost"
      },
      "argoCD": {
        "type": "object",
        "ref": "ArgoCD"
      }
    }
  },
  "ClusterStatus": {
    "fields": {
      "phase": {
        "type": "string"
      },
      "reason": {
        "type": "string"
      },
      "message": {
        "type": "string"
      },
      "conditions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Condition"
        }
      },
      "online": {
        "type": "boolean"
      }
    }
  },
  "UserSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "username": {
        "type": "string"
      },
      "icon": {
        "type": "string"
      },
      "email": {
        "type": "string"
      },
      "subject": {
        "type": "string"
      },
      "groups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "ssoGroups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "passwordRef": {
        "type": "object",
        "ref": "SecretRef"
      },
      "codesRef": {
        "type": "object",
        "ref": "SecretRef"
      },
      "imagePullSecrets": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "KindSecretRef"
        }
      },
      "tokenGeneration": {
        "type": "int64"
      },
      "disabled": {
        "type": "boolean"
      },
      "clusterRoles": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ClusterRoleRef"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      },
      "extraClaims": {
        "type": "map",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "UserStatus": {
    "fields": {
      "teams": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "TeamSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "username": {
        "type": "string"
      },
      "users": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "groups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "imagePullSecrets": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "KindSecretRef"
        }
      },
      "clusterRoles": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ClusterRoleRef"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      }
    }
  },
  "TeamStatus": {
    "fields": {}
  },
  "SelfSpec": {
    "fields": {
      "accessKey": {
        "type": "string"
      }
    }
  },
  "SelfStatus": {
    "fields": {
      "user": {
        "type": "object",
        "ref": "UserInfo"
      },
      "team": {
        "type": "object",
        "ref": "EntityInfo"
      },
      "accessKey": {
        "type": "string"
      },
      "accessKeyScope": {
        "type": "object",
        "ref": "AccessKeyScope"
      },
      "accessKeyType": {
        "type": "string"
      },
      "subject": {
        "type": "string"
      },
      "uid": {
        "type": "string"
      },
      "groups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "chatAuthToken": {
        "type": "string"
      },
      "instanceID": {
        "type": "string"
      },
      "loftHost": {
        "type": "string"
      },
      "projectNamespacePrefix": {
        "type": "string"
      }
    }
  },
  "OwnedAccessKeySpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "user": {
        "type": "string"
      },
      "team": {
        "type": "string"
      },
      "subject": {
        "type": "string"
      },
      "groups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "key": {
        "type": "string"
      },
      "disabled": {
        "type": "boolean"
      },
      "ttl": {
        "type": "int64"
      },
      "ttlAfterLastActivity": {
        "type": "boolean"
      },
      "scope": {
        "type": "object",
        "ref": "AccessKeyScope"
      },
      "type": {
        "type": "string"
      },
      "identity": {
        "type": "object",
        "ref": "SSOIdentity"
      },
      "identityRefresh": {
        "type": "time"
      },
      "oidcProvider": {
        "type": "object",
        "ref": "AccessKeyOIDCProvider"
      },
      "parent": {
        "type": "string"
      },
      "oidcLogin": {
        "type": "object",
        "ref": "AccessKeyOIDC"
      }
    }
  },
  "OwnedAccessKeyStatus": {
    "fields": {
      "lastActivity": {
        "type": "time"
      }
    }
  },
  "VirtualClusterTemplateSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "template": {
        "type": "object",
        "ref": "VirtualClusterTemplateDefinition",
        "always": true
      },
      "parameters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppParameter"
        }
      },
      "versions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "VirtualClusterTemplateVersion"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      },
      "spaceTemplateRef": {
        "type": "object",
        "ref": "VirtualClusterTemplateSpaceTemplateRef"
      }
    }
  },
  "VirtualClusterTemplateStatus": {
    "fields": {
      "apps": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "EntityInfo"
        }
      }
    }
  },
  "SpaceInstanceSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "templateRef": {
        "type": "object",
        "ref": "TemplateRef"
      },
      "template": {
        "type": "object",
        "ref": "SpaceTemplateDefinition"
      },
      "clusterRef": {
        "type": "object",
        "ref": "ClusterRef",
        "always": true
      },
      "parameters": {
        "type": "string"
      },
      "extraAccessRules": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "InstanceAccessRule"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      }
    }
  },
  "SpaceInstanceStatus": {
    "fields": {
      "phase": {
        "type": "string"
      },
      "reason": {
        "type": "string"
      },
      "message": {
        "type": "string"
      },
      "conditions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Condition"
        }
      },
      "spaceObjects": {
        "type": "object",
        "ref": "ObjectsStatus"
      },
      "space": {
        "type": "object",
        "ref": "SpaceTemplateDefinition"
      },
      "ignoreReconciliation": {
        "type": "boolean"
      },
      "sleepModeConfig": {
        "type": "object",
        "ref": "SleepModeConfig"
      },
      "canUse": {
        "type": "boolean"
      },
      "canUpdate": {
        "type": "boolean"
      }
    }
  },
  "SharedSecretSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "data": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      }
    }
  },
  "SharedSecretStatus": {
    "fields": {
      "conditions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Condition"
        }
      }
    }
  },
  "AppSpec": {
    "fields": {
      "displayName": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "owner": {
        "type": "object",
        "ref": "UserOrTeam"
      },
      "clusters": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "recommendedApp": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "defaultNamespace": {
        "type": "string"
      },
      "readme": {
        "type": "string"
      },
      "icon": {
        "type": "string"
      },
      "config": {
        "type": "object",
        "ref": "HelmReleaseConfig",
        "always": true
      },
      "wait": {
        "type": "boolean"
      },
      "timeout": {
        "type": "string"
      },
      "parameters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppParameter"
        }
      },
      "streamContainer": {
        "type": "object",
        "ref": "StreamContainer"
      },
      "versions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppVersion"
        }
      },
      "access": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Access"
        }
      },
      "manifests": {
        "type": "string"
      },
      "helm": {
        "type": "object",
        "ref": "HelmConfiguration"
      }
    }
  },
  "AppStatus": {
    "fields": {}
  },
  "OwnerReference": {
    "fields": {
      "apiVersion": {
        "type": "string",
        "required": true,
        "always": true
      },
      "kind": {
        "type": "string",
        "required": true,
        "always": true
      },
      "name": {
        "type": "string",
        "required": true,
        "always": true
      },
      "uid": {
        "type": "string",
        "required": true,
        "always": true
      },
      "controller": {
        "type": "boolean"
      },
      "blockOwnerDeletion": {
        "type": "boolean"
      }
    }
  },
  "ManagedFieldsEntry": {
    "fields": {
      "manager": {
        "type": "string"
      },
      "operation": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "time": {
        "type": "time"
      },
      "fieldsType": {
        "type": "string"
      },
      "fieldsV1": {
        "type": "any"
      },
      "subresource": {
        "type": "string"
      }
    }
  },
  "AccessKeyScope": {
    "fields": {
      "roles": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyScopeRole"
        }
      },
      "projects": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyScopeProject"
        }
      },
      "spaces": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyScopeSpace"
        }
      },
      "virtualClusters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyScopeVirtualCluster"
        }
      },
      "clusters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyScopeCluster"
        }
      },
      "rules": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyScopeRule"
        }
      },
      "allowLoftCli": {
        "type": "boolean"
      }
    }
  },
  "UserOrTeam": {
    "fields": {
      "user": {
        "type": "string"
      },
      "team": {
        "type": "string"
      }
    }
  },
  "TemplateRef": {
    "fields": {
      "name": {
        "type": "string"
      },
      "version": {
        "type": "string"
      },
      "syncOnce": {
        "type": "boolean"
      }
    }
  },
  "VirtualClusterTemplateDefinition": {
    "fields": {
      "metadata": {
        "type": "object",
        "ref": "TemplateMetadata",
        "always": true
      },
      "instanceTemplate": {
        "type": "object",
        "ref": "VirtualClusterInstanceTemplateDefinition",
        "always": true
      },
      "apps": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppReference"
        }
      },
      "charts": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "TemplateHelmChart"
        }
      },
      "objects": {
        "type": "string"
      },
      "access": {
        "type": "object",
        "ref": "InstanceAccess"
      },
      "pro": {
        "type": "object",
        "ref": "VirtualClusterProSpec",
        "always": true
      },
      "helmRelease": {
        "type": "object",
        "ref": "VirtualClusterHelmRelease",
        "always": true
      },
      "accessPoint": {
        "type": "object",
        "ref": "VirtualClusterAccessPoint",
        "always": true
      },
      "forwardToken": {
        "type": "boolean"
      },
      "forwardTokenMode": {
        "type": "string",
        "enum": [
          "Off",
          "TokenReview",
          "Passthrough"
        ]
      },
      "spaceTemplate": {
        "type": "object",
        "ref": "VirtualClusterSpaceTemplateDefinition",
        "always": true
      }
    }
  },
  "VirtualClusterClusterRef": {
    "fields": {
      "cluster": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "virtualCluster": {
        "type": "string"
      }
    }
  },
  "InstanceAccessRule": {
    "fields": {
      "users": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "teams": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "clusterRole": {
        "type": "string"
      }
    }
  },
  "Access": {
    "fields": {
      "name": {
        "type": "string"
      },
      "verbs": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "required": true,
        "always": true,
        "nullWhenUnset": true
      },
      "subresources": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "users": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "teams": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "Condition": {
    "fields": {
      "type": {
        "type": "string",
        "required": true,
        "always": true
      },
      "status": {
        "type": "string",
        "required": true,
        "always": true
      },
      "severity": {
        "type": "string"
      },
      "lastTransitionTime": {
        "type": "time",
        "required": true
      },
      "reason": {
        "type": "string"
      },
      "message": {
        "type": "string"
      }
    }
  },
  "ObjectsStatus": {
    "fields": {
      "lastAppliedObjects": {
        "type": "string"
      },
      "charts": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ChartStatus"
        }
      },
      "apps": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppReference"
        }
      }
    }
  },
  "SleepModeConfig": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "apiVersion": {
        "type": "string"
      },
      "metadata": {
        "type": "object",
        "ref": "ObjectMeta",
        "always": true
      },
      "spec": {
        "type": "object",
        "ref": "SleepModeConfigSpec",
        "always": true
      },
      "status": {
        "type": "object",
        "ref": "SleepModeConfigStatus",
        "always": true
      }
    }
  },
  "Quotas": {
    "fields": {
      "project": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "user": {
        "type": "map",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "AllowedCluster": {
    "fields": {
      "name": {
        "type": "string"
      }
    }
  },
  "AllowedRunner": {
    "fields": {
      "name": {
        "type": "string"
      }
    }
  },
  "AllowedTemplate": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "group": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "isDefault": {
        "type": "boolean"
      }
    }
  },
  "AllowedNodeType": {
    "fields": {
      "name": {
        "type": "string"
      }
    }
  },
  "AllowedNodeProfile": {
    "fields": {
      "name": {
        "type": "string"
      }
    }
  },
  "RequireTemplate": {
    "fields": {
      "disabled": {
        "type": "boolean"
      }
    }
  },
  "RequirePreset": {
    "fields": {
      "disabled": {
        "type": "boolean"
      }
    }
  },
  "Member": {
    "fields": {
      "kind": {
        "type": "string"
      },
      "group": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "clusterRole": {
        "type": "string",
        "required": true,
        "always": true
      }
    }
  },
  "ProjectNamespaceTemplate": {
    "fields": {
      "metadata": {
        "type": "object",
        "ref": "TemplateMetadata",
        "always": true
      }
    }
  },
  "NamespacePattern": {
    "fields": {
      "space": {
        "type": "string"
      },
      "virtualCluster": {
        "type": "string"
      }
    }
  },
  "ArgoIntegrationSpec": {
    "fields": {
      "enabled": {
        "type": "boolean"
      },
      "cluster": {
        "type": "string"
      },
      "virtualClusterInstance": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "sso": {
        "type": "object",
        "ref": "ArgoSSOSpec"
      },
      "project": {
        "type": "object",
        "ref": "ArgoProjectSpec"
      }
    }
  },
  "VaultIntegrationSpec": {
    "fields": {
      "enabled": {
        "type": "boolean"
      },
      "address": {
        "type": "string"
      },
      "skipTLSVerify": {
        "type": "boolean"
      },
      "namespace": {
        "type": "string"
      },
      "auth": {
        "type": "object",
        "ref": "VaultAuthSpec"
      },
      "syncInterval": {
        "type": "string"
      }
    }
  },
  "QuotaStatus": {
    "fields": {
      "project": {
        "type": "object",
        "ref": "QuotaStatusProject"
      },
      "user": {
        "type": "object",
        "ref": "QuotaStatusUser"
      }
    }
  },
  "SecretRef": {
    "fields": {
      "secretName": {
        "type": "string"
      },
      "secretNamespace": {
        "type": "string"
      },
      "key": {
        "type": "string"
      }
    }
  },
  "Metrics": {
    "fields": {
      "replicas": {
        "type": "int32"
      },
      "resources": {
        "type": "object",
        "ref": "ResourceRequirements"
      },
      "retention": {
        "type": "string"
      },
      "storage": {
        "type": "object",
        "ref": "Storage",
        "always": true
      }
    }
  },
  "OpenCost": {
    "fields": {
      "replicas": {
        "type": "int32"
      },
      "resources": {
        "type": "object",
        "ref": "ResourceRequirements"
      }
    }
  },
  "ArgoCD": {
    "fields": {
      "enabled": {
        "type": "boolean"
      },
      "connector": {
        "type": "string"
      }
    }
  },
  "KindSecretRef": {
    "fields": {
      "apiGroup": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "secretName": {
        "type": "string"
      },
      "secretNamespace": {
        "type": "string"
      },
      "key": {
        "type": "string"
      }
    }
  },
  "ClusterRoleRef": {
    "fields": {
      "name": {
        "type": "string"
      }
    }
  },
  "UserInfo": {
    "fields": {
      "name": {
        "type": "string"
      },
      "displayName": {
        "type": "string"
      },
      "icon": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "email": {
        "type": "string"
      },
      "subject": {
        "type": "string"
      },
      "teams": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "EntityInfo"
        }
      }
    }
  },
  "EntityInfo": {
    "fields": {
      "name": {
        "type": "string"
      },
      "displayName": {
        "type": "string"
      },
      "icon": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "email": {
        "type": "string"
      },
      "subject": {
        "type": "string"
      }
    }
  },
  "SSOIdentity": {
    "fields": {
      "userId": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "preferredUsername": {
        "type": "string"
      },
      "email": {
        "type": "string"
      },
      "emailVerified": {
        "type": "boolean"
      },
      "extraClaims": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "groups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "connector": {
        "type": "string"
      },
      "connectorData": {
        "type": "string"
      }
    }
  },
  "AccessKeyOIDCProvider": {
    "fields": {
      "clientId": {
        "type": "string"
      },
      "nonce": {
        "type": "string"
      },
      "redirectUri": {
        "type": "string"
      },
      "scopes": {
        "type": "string"
      }
    }
  },
  "AccessKeyOIDC": {
    "fields": {
      "idToken": {
        "type": "string"
      },
      "accessToken": {
        "type": "string"
      },
      "refreshToken": {
        "type": "string"
      },
      "lastRefresh": {
        "type": "time"
      }
    }
  },
  "AppParameter": {
    "fields": {
      "variable": {
        "type": "string"
      },
      "label": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "type": {
        "type": "string"
      },
      "options": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "min": {
        "type": "int32"
      },
      "max": {
        "type": "int32"
      },
      "required": {
        "type": "boolean"
      },
      "defaultValue": {
        "type": "string"
      },
      "placeholder": {
        "type": "string"
      },
      "invalidation": {
        "type": "string"
      },
      "validation": {
        "type": "string"
      },
      "section": {
        "type": "string"
      }
    }
  },
  "VirtualClusterTemplateVersion": {
    "fields": {
      "template": {
        "type": "object",
        "ref": "VirtualClusterTemplateDefinition",
        "always": true
      },
      "parameters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppParameter"
        }
      },
      "version": {
        "type": "string"
      }
    }
  },
  "VirtualClusterTemplateSpaceTemplateRef": {
    "fields": {
      "name": {
        "type": "string"
      }
    }
  },
  "SpaceTemplateDefinition": {
    "fields": {
      "metadata": {
        "type": "object",
        "ref": "TemplateMetadata",
        "always": true
      },
      "instanceTemplate": {
        "type": "object",
        "ref": "SpaceInstanceTemplateDefinition",
        "always": true
      },
      "objects": {
        "type": "string"
      },
      "charts": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "TemplateHelmChart"
        }
      },
      "apps": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppReference"
        }
      },
      "access": {
        "type": "object",
        "ref": "InstanceAccess"
      }
    }
  },
  "ClusterRef": {
    "fields": {
      "cluster": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      }
    }
  },
  "HelmReleaseConfig": {
    "fields": {
      "chart": {
        "type": "object",
        "ref": "Chart",
        "always": true
      },
      "manifests": {
        "type": "string"
      },
      "bash": {
        "type": "object",
        "ref": "Bash"
      },
      "values": {
        "type": "string"
      },
      "parameters": {
        "type": "string"
      },
      "annotations": {
        "type": "map",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "StreamContainer": {
    "fields": {
      "selector": {
        "type": "object",
        "ref": "LabelSelector",
        "always": true
      },
      "container": {
        "type": "string"
      }
    }
  },
  "AppVersion": {
    "fields": {
      "defaultNamespace": {
        "type": "string"
      },
      "readme": {
        "type": "string"
      },
      "icon": {
        "type": "string"
      },
      "config": {
        "type": "object",
        "ref": "HelmReleaseConfig",
        "always": true
      },
      "wait": {
        "type": "boolean"
      },
      "timeout": {
        "type": "string"
      },
      "parameters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppParameter"
        }
      },
      "streamContainer": {
        "type": "object",
        "ref": "StreamContainer"
      },
      "version": {
        "type": "string"
      }
    }
  },
  "HelmConfiguration": {
    "fields": {
      "name": {
        "type": "string",
        "required": true,
        "always": true
      },
      "values": {
        "type": "string"
      },
      "version": {
        "type": "string"
      },
      "repoUrl": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "password": {
        "type": "string"
      },
      "insecure": {
        "type": "boolean"
      }
    }
  },
  "AccessKeyScopeRole": {
    "fields": {
      "role": {
        "type": "string",
        "enum": [
          "agent",
          "loft-cli",
          "metrics-reader",
          "metrics-writer",
          "network-peer",
          "vcluster",
          "workspace"
        ]
      },
      "projects": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "virtualClusters": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "AccessKeyScopeProject": {
    "fields": {
      "project": {
        "type": "string"
      }
    }
  },
  "AccessKeyScopeSpace": {
    "fields": {
      "project": {
        "type": "string"
      },
      "space": {
        "type": "string"
      }
    }
  },
  "AccessKeyScopeVirtualCluster": {
    "fields": {
      "project": {
        "type": "string"
      },
      "virtualCluster": {
        "type": "string"
      }
    }
  },
  "AccessKeyScopeCluster": {
    "fields": {
      "cluster": {
        "type": "string"
      }
    }
  },
  "AccessKeyScopeRule": {
    "fields": {
      "verbs": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "resources": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "GroupResources"
        }
      },
      "namespaces": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "nonResourceURLs": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "requestTargets": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "cluster": {
        "type": "string"
      },
      "virtualClusters": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AccessKeyVirtualCluster"
        }
      }
    }
  },
  "TemplateMetadata": {
    "fields": {
      "labels": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "annotations": {
        "type": "map",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "VirtualClusterInstanceTemplateDefinition": {
    "fields": {
      "metadata": {
        "type": "object",
        "ref": "TemplateMetadata",
        "always": true
      }
    }
  },
  "AppReference": {
    "fields": {
      "name": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "releaseName": {
        "type": "string"
      },
      "version": {
        "type": "string"
      },
      "hash": {
        "type": "string"
      },
      "parameters": {
        "type": "string"
      }
    }
  },
  "TemplateHelmChart": {
    "fields": {
      "name": {
        "type": "string"
      },
      "version": {
        "type": "string"
      },
      "repoURL": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "usernameRef": {
        "type": "object",
        "ref": "ChartSecretRef"
      },
      "password": {
        "type": "string"
      },
      "passwordRef": {
        "type": "object",
        "ref": "ChartSecretRef"
      },
      "insecureSkipTlsVerify": {
        "type": "boolean"
      },
      "releaseName": {
        "type": "string"
      },
      "releaseNamespace": {
        "type": "string"
      },
      "values": {
        "type": "string"
      },
      "wait": {
        "type": "boolean"
      },
      "timeout": {
        "type": "string"
      }
    }
  },
  "InstanceAccess": {
    "fields": {
      "defaultClusterRole": {
        "type": "string"
      },
      "rules": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "InstanceAccessRule"
        }
      }
    }
  },
  "VirtualClusterProSpec": {
    "fields": {
      "enabled": {
        "type": "boolean"
      }
    }
  },
  "VirtualClusterHelmRelease": {
    "fields": {
      "chart": {
        "type": "object",
        "ref": "VirtualClusterHelmChart",
        "always": true
      },
      "values": {
        "type": "string"
      }
    }
  },
  "VirtualClusterAccessPoint": {
    "fields": {
      "ingress": {
        "type": "object",
        "ref": "VirtualClusterAccessPointIngressSpec",
        "always": true
      }
    }
  },
  "VirtualClusterSpaceTemplateDefinition": {
    "fields": {
      "metadata": {
        "type": "object",
        "ref": "TemplateMetadata",
        "always": true
      },
      "objects": {
        "type": "string"
      },
      "charts": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "TemplateHelmChart"
        }
      },
      "apps": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "AppReference"
        }
      }
    }
  },
  "ChartStatus": {
    "fields": {
      "name": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "lastAppliedChartConfigHash": {
        "type": "string"
      }
    }
  },
  "SleepModeConfigSpec": {
    "fields": {
      "forceSleep": {
        "type": "boolean"
      },
      "forceSleepDuration": {
        "type": "int64"
      },
      "deleteAfter": {
        "type": "int64"
      },
      "sleepAfter": {
        "type": "int64"
      },
      "sleepSchedule": {
        "type": "string"
      },
      "wakeupSchedule": {
        "type": "string"
      },
      "timezone": {
        "type": "string"
      },
      "ignoreActiveConnections": {
        "type": "boolean"
      },
      "ignoreAll": {
        "type": "boolean"
      },
      "ignoreIngresses": {
        "type": "boolean"
      },
      "ignoreVClusters": {
        "type": "boolean"
      },
      "ignoreGroups": {
        "type": "string"
      },
      "ignoreVerbs": {
        "type": "string"
      },
      "ignoreResources": {
        "type": "string"
      },
      "ignoreResourceVerbs": {
        "type": "string"
      },
      "ignoreResourceNames": {
        "type": "string"
      },
      "ignoreUserAgents": {
        "type": "string"
      }
    }
  },
  "SleepModeConfigStatus": {
    "fields": {
      "lastActivity": {
        "type": "int64"
      },
      "lastActivityInfo": {
        "type": "object",
        "ref": "LastActivityInfo"
      },
      "sleepingSince": {
        "type": "int64"
      },
      "currentEpoch": {
        "type": "object",
        "ref": "EpochInfo"
      },
      "lastEpoch": {
        "type": "object",
        "ref": "EpochInfo"
      },
      "sleptLastThirtyDays": {
        "type": "number"
      },
      "sleptLastSevenDays": {
        "type": "number"
      },
      "scheduledSleep": {
        "type": "int64"
      },
      "scheduledWakeup": {
        "type": "int64"
      },
      "sleepType": {
        "type": "string"
      }
    }
  },
  "ArgoSSOSpec": {
    "fields": {
      "enabled": {
        "type": "boolean"
      },
      "host": {
        "type": "string"
      },
      "assignedRoles": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "ArgoProjectSpec": {
    "fields": {
      "enabled": {
        "type": "boolean"
      },
      "metadata": {
        "type": "object",
        "ref": "ArgoProjectSpecMetadata",
        "always": true
      },
      "sourceRepos": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "destinations": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ApplicationDestination"
        }
      },
      "roles": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ArgoProjectRole"
        }
      },
      "clusterResourceWhitelist": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ClusterResourceRestrictionItem"
        }
      },
      "namespaceResourceWhitelist": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "GroupKind"
        }
      },
      "clusterResourceBlacklist": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ClusterResourceRestrictionItem"
        }
      },
      "namespaceResourceBlacklist": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "GroupKind"
        }
      },
      "sourceNamespaces": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "VaultAuthSpec": {
    "fields": {
      "token": {
        "type": "string"
      },
      "tokenSecretRef": {
        "type": "object",
        "ref": "SecretKeySelector"
      }
    }
  },
  "QuotaStatusProject": {
    "fields": {
      "limit": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "used": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "clusters": {
        "type": "map",
        "items": {
          "type": "object",
          "ref": "QuotaStatusProjectCluster"
        }
      }
    }
  },
  "QuotaStatusUser": {
    "fields": {
      "limit": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "used": {
        "type": "object",
        "ref": "QuotaStatusUserUsed",
        "always": true
      },
      "clusters": {
        "type": "map",
        "items": {
          "type": "object",
          "ref": "QuotaStatusUserUsed"
        }
      }
    }
  },
  "ResourceRequirements": {
    "fields": {
      "limits": {
        "type": "map",
        "items": {
          "type": "quantity"
        }
      },
      "requests": {
        "type": "map",
        "items": {
          "type": "quantity"
        }
      },
      "claims": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ResourceClaim"
        }
      }
    }
  },
  "Storage": {
    "fields": {
      "storageClass": {
        "type": "string"
      },
      "size": {
        "type": "string"
      }
    }
  },
  "SpaceInstanceTemplateDefinition": {
    "fields": {
      "metadata": {
        "type": "object",
        "ref": "TemplateMetadata",
        "always": true
      }
    }
  },
  "Chart": {
    "fields": {
      "name": {
        "type": "string"
      },
      "version": {
        "type": "string"
      },
      "repoURL": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "usernameRef": {
        "type": "object",
        "ref": "ChartSecretRef"
      },
      "password": {
        "type": "string"
      },
      "passwordRef": {
        "type": "object",
        "ref": "ChartSecretRef"
      },
      "insecureSkipTlsVerify": {
        "type": "boolean"
      }
    }
  },
  "Bash": {
    "fields": {
      "script": {
        "type": "string"
      },
      "image": {
        "type": "string"
      },
      "clusterRole": {
        "type": "string"
      },
      "podSecurityContext": {
        "type": "object",
        "ref": "PodSecurityContext"
      },
      "securityContext": {
        "type": "object",
        "ref": "SecurityContext"
      }
    }
  },
  "LabelSelector": {
    "fields": {
      "matchLabels": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "matchExpressions": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "LabelSelectorRequirement"
        }
      }
    }
  },
  "GroupResources": {
    "fields": {
      "group": {
        "type": "string"
      },
      "resources": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "resourceNames": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "AccessKeyVirtualCluster": {
    "fields": {
      "name": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      }
    }
  },
  "ChartSecretRef": {
    "fields": {
      "projectSecretRef": {
        "type": "object",
        "ref": "ProjectSecretRef"
      }
    }
  },
  "VirtualClusterHelmChart": {
    "fields": {
      "name": {
        "type": "string"
      },
      "repo": {
        "type": "string"
      },
      "username": {
        "type": "string"
      },
      "password": {
        "type": "string"
      },
      "version": {
        "type": "string"
      },
      "insecureSkipTlsVerify": {
        "type": "boolean"
      }
    }
  },
  "VirtualClusterAccessPointIngressSpec": {
    "fields": {
      "enabled": {
        "type": "boolean"
      }
    }
  },
  "LastActivityInfo": {
    "fields": {
      "subject": {
        "type": "string"
      },
      "host": {
        "type": "string"
      },
      "verb": {
        "type": "string"
      },
      "apiGroup": {
        "type": "string"
      },
      "resource": {
        "type": "string"
      },
      "subresource": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "virtualCluster": {
        "type": "string"
      },
      "metricsRefreshInterval": {
        "type": "int64"
      }
    }
  },
  "EpochInfo": {
    "fields": {
      "start": {
        "type": "int64"
      },
      "slept": {
        "type": "int64"
      }
    }
  },
  "ArgoProjectSpecMetadata": {
    "fields": {
      "extraAnnotations": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "extraLabels": {
        "type": "map",
        "items": {
          "type": "string"
        }
      },
      "description": {
        "type": "string"
      }
    }
  },
  "ApplicationDestination": {
    "fields": {
      "server": {
        "type": "string"
      },
      "namespace": {
        "type": "string"
      },
      "name": {
        "type": "string"
      }
    }
  },
  "ArgoProjectRole": {
    "fields": {
      "name": {
        "type": "string"
      },
      "description": {
        "type": "string"
      },
      "rules": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "ArgoProjectPolicyRule"
        }
      },
      "groups": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "ClusterResourceRestrictionItem": {
    "fields": {
      "group": {
        "type": "string",
        "required": true,
        "always": true
      },
      "kind": {
        "type": "string",
        "required": true,
        "always": true
      },
      "name": {
        "type": "string"
      }
    }
  },
  "GroupKind": {
    "fields": {
      "group": {
        "type": "string",
        "required": true,
        "always": true
      },
      "kind": {
        "type": "string",
        "required": true,
        "always": true
      }
    }
  },
  "SecretKeySelector": {
    "fields": {
      "name": {
        "type": "string"
      },
      "key": {
        "type": "string",
        "required": true,
        "always": true
      },
      "optional": {
        "type": "boolean"
      }
    }
  },
  "QuotaStatusProjectCluster": {
    "fields": {
      "used": {
        "type": "map",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "QuotaStatusUserUsed": {
    "fields": {
      "users": {
        "type": "map",
        "items": {
          "type": "map",
          "items": {
            "type": "string"
          }
        }
      },
      "teams": {
        "type": "map",
        "items": {
          "type": "map",
          "items": {
            "type": "string"
          }
        }
      }
    }
  },
  "ResourceClaim": {
    "fields": {
      "name": {
        "type": "string",
        "required": true,
        "always": true
      },
      "request": {
        "type": "string"
      }
    }
  },
  "PodSecurityContext": {
    "fields": {
      "seLinuxOptions": {
        "type": "object",
        "ref": "SELinuxOptions"
      },
      "windowsOptions": {
        "type": "object",
        "ref": "WindowsSecurityContextOptions"
      },
      "runAsUser": {
        "type": "int64"
      },
      "runAsGroup": {
        "type": "int64"
      },
      "runAsNonRoot": {
        "type": "boolean"
      },
      "supplementalGroups": {
        "type": "array",
        "items": {
          "type": "int64"
        }
      },
      "supplementalGroupsPolicy": {
        "type": "string",
        "enum": [
          "Merge",
          "Strict"
        ]
      },
      "fsGroup": {
        "type": "int64"
      },
      "sysctls": {
        "type": "array",
        "items": {
          "type": "object",
          "ref": "Sysctl"
        }
      },
      "fsGroupChangePolicy": {
        "type": "string",
        "enum": [
          "Always",
          "OnRootMismatch"
        ]
      },
      "seccompProfile": {
        "type": "object",
        "ref": "SeccompProfile"
      },
      "appArmorProfile": {
        "type": "object",
        "ref": "AppArmorProfile"
      },
      "seLinuxChangePolicy": {
        "type": "string"
      }
    }
  },
  "SecurityContext": {
    "fields": {
      "capabilities": {
        "type": "object",
        "ref": "Capabilities"
      },
      "privileged": {
        "type": "boolean"
      },
      "seLinuxOptions": {
        "type": "object",
        "ref": "SELinuxOptions"
      },
      "windowsOptions": {
        "type": "object",
        "ref": "WindowsSecurityContextOptions"
      },
      "runAsUser": {
        "type": "int64"
      },
      "runAsGroup": {
        "type": "int64"
      },
      "runAsNonRoot": {
        "type": "boolean"
      },
      "readOnlyRootFilesystem": {
        "type": "boolean"
      },
      "allowPrivilegeEscalation": {
        "type": "boolean"
      },
      "procMount": {
        "type": "string",
        "enum": [
          "Default",
          "Unmasked"
        ]
      },
      "seccompProfile": {
        "type": "object",
        "ref": "SeccompProfile"
      },
      "appArmorProfile": {
        "type": "object",
        "ref": "AppArmorProfile"
      }
    }
  },
  "LabelSelectorRequirement": {
    "fields": {
      "key": {
        "type": "string",
        "required": true,
        "always": true
      },
      "operator": {
        "type": "string",
        "required": true,
        "always": true
      },
      "values": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  },
  "ProjectSecretRef": {
    "fields": {
      "project": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "key": {
        "type": "string"
      }
    }
  },
  "ArgoProjectPolicyRule": {
    "fields": {
      "action": {
        "type": "string"
      },
      "application": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "permission": {
        "type": "boolean"
      }
    }
  },
  "SELinuxOptions": {
    "fields": {
      "user": {
        "type": "string"
      },
      "role": {
        "type": "string"
      },
      "type": {
        "type": "string"
      },
      "level": {
        "type": "string"
      }
    }
  },
  "WindowsSecurityContextOptions": {
    "fields": {
      "gmsaCredentialSpecName": {
        "type": "string"
      },
      "gmsaCredentialSpec": {
        "type": "string"
      },
      "runAsUserName": {
        "type": "string"
      },
      "hostProcess": {
        "type": "boolean"
      }
    }
  },
  "Sysctl": {
    "fields": {
      "name": {
        "type": "string",
        "required": true,
        "always": true
      },
      "value": {
        "type": "string",
        "required": true,
        "always": true
      }
    }
  },
  "SeccompProfile": {
    "fields": {
      "type": {
        "type": "string",
        "required": true,
        "always": true,
        "enum": [
          "Localhost",
          "RuntimeDefault",
          "Unconfined"
        ]
      },
      "localhostProfile": {
        "type": "string"
      }
    }
  },
  "AppArmorProfile": {
    "fields": {
      "type": {
        "type": "string",
        "required": true,
        "always": true,
        "enum": [
          "Localhost",
          "RuntimeDefault",
          "Unconfined"
        ]
      },
      "localhostProfile": {
        "type": "string"
      }
    }
  },
  "Capabilities": {
    "fields": {
      "add": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "drop": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    }
  }
};
