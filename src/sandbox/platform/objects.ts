import type { ObjectMeta } from "../kubernetes/index.ts";

/** A condition of the platform's objects. */
export interface Condition {
  type: string;
  status: "True" | "False" | "Unknown";
  lastTransitionTime: string;
  severity?: "Error" | "Warning" | "Info";
  reason?: string;
  message?: string;
}

/** When and why an instance sleeps. */
export interface SleepModeConfig {
  spec: { forceSleep?: boolean; forceSleepDuration?: number };
  status: { lastActivity?: number; sleepingSince: number; sleepType: string };
}

/** What controllers read and write of an instance (virtual cluster or space). */
export interface Instance {
  metadata: ObjectMeta;
  spec: {
    owner?: { user?: string; team?: string };
    templateRef?: { name?: string; version?: string; syncOnce?: boolean };
    /** YAML. */
    parameters?: string;
    template?: { helmRelease?: { chart?: { version?: string } }; access?: { rules?: { clusterRole?: string }[] } };
    clusterRef?: { cluster?: string; namespace?: string; virtualCluster?: string };
    extraAccessRules?: { clusterRole?: string }[];
    external?: boolean;
    networkPeer?: boolean;
  };
  status: {
    phase?: string;
    reason?: string;
    message?: string;
    conditions?: Condition[];
    /** The template as it is in force: of a virtual cluster, and of a space. */
    virtualCluster?: object;
    space?: object;
    serviceUID?: string;
    kubernetesVersion?: string;
    online?: boolean;
    sleepModeConfig?: SleepModeConfig;
    canUse?: boolean;
    canUpdate?: boolean;
  };
}

/** A parameter that a template asks for. */
export interface Parameter {
  variable?: string;
  label?: string;
  type?: string;
  options?: string[];
  min?: number;
  max?: number;
  required?: boolean;
  defaultValue?: string;
  validation?: string;
  invalidation?: string;
}

/** A template of virtual clusters or spaces. */
export interface Template {
  metadata: ObjectMeta;
  spec: {
    template?: object;
    parameters?: Parameter[];
    versions?: { version?: string; template?: object; parameters?: Parameter[] }[];
  };
}

export interface Cluster {
  metadata: ObjectMeta;
  spec: {
    displayName?: string;
    owner?: { user?: string; team?: string };
    config?: { secretName?: string; secretNamespace?: string; key?: string };
    local?: boolean;
    networkPeer?: boolean;
  };
  status: { phase?: string; reason?: string; message?: string; online?: boolean };
}

export interface Project {
  metadata: ObjectMeta;
  spec: {
    displayName?: string;
    quotas?: { project?: Record<string, string>; user?: Record<string, string> };
    allowedClusters?: { name?: string }[];
    allowedTemplates?: { kind?: string; name?: string; isDefault?: boolean }[];
    requireTemplate?: { disabled?: boolean };
    namespacePattern?: { space?: string; virtualCluster?: string };
    members?: object[];
  };
}

export interface AccessKey {
  metadata: ObjectMeta;
  spec: {
    user?: string;
    team?: string;
    key?: string;
    disabled?: boolean;
    ttl?: number;
    ttlAfterLastActivity?: boolean;
    scope?: object;
    type?: string;
  };
}

export interface User {
  metadata: ObjectMeta;
  spec: { displayName?: string; username?: string; email?: string; subject?: string };
}

export interface Team {
  metadata: ObjectMeta;
  spec: { displayName?: string; username?: string; users?: string[] };
}

/** Sets a condition; its time changes only when its status does. */
export function setCondition(conditions: Condition[], next: Condition): void {
  const at = conditions.findIndex((c) => c.type === next.type);
  const old = conditions[at];
  if (!old) conditions.push(next);
  else conditions[at] = { ...next, lastTransitionTime: old.status === next.status ? old.lastTransitionTime : next.lastTransitionTime };
}
