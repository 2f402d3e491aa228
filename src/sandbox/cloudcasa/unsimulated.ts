import { type Route, Unsupported } from "../eve/index.ts";

/** Resources that CloudCasa has and the sandbox does not. */
const resources = (
  "alerts cloudaccounts dashboard kubehooks kubemigrations kubenamespaces kubepvclaims " +
  "kubepvcprogress kubestorageclasses orginvites orgs rbac/permissions roles systemalerts usergroups userorgs users " +
  "awsaccounts awsebsvolumes awsec2securitygroups awsec2subnets awseksclusters awseksnodegroups awsiamroles awsrdsbackups awsrdscopies " +
  "awsrdsdatabases awsrdsoptiongroups awsrdsparametergroups awsrdsrestores awsrdssnapshots awsrdssubnetgroups awsscanoverview " +
  "awsscanresults awstags awsusers azureaksclusters azureresourcegroups kubebenchresults kubeconfigauditresults kubehunterresults " +
  "kubescanoverview kubescantoolprogress kubevulnerabilityresults securityscaninstances securityscans runawsrdsbackup runawsrdscopy " +
  "runkubebackup runkubeoffload runsecurityscan awsmarketplace chargify chargifywebhooks cloudtasks contactus expiredloginsessions " +
  "internalacls internalapikeys internalorgs internalusers tawkio threedauth updatechargifyusage userstates"
).split(" ");

const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const unsupported = (path: RegExp, id: (groups: readonly string[]) => string, real: string): Route => ({
  methods: verbs,
  path,
  handle({ request, url, groups }) {
    throw new Unsupported(
      id(groups),
      `${request.method} ${url.pathname}`,
      real,
      "Use a resource that the sandbox has, or answer this request yourself.",
    );
  },
});

/** Paths that are known of CloudCasa and not simulated. */
export function unsimulatedRoutes(simulated: readonly string[]): Route[] {
  const names = resources.filter((name) => !simulated.includes(name));
  return [
    unsupported(
      new RegExp(`^v1/(${names.join("|")})(?:/.*)?$`),
      ([name = ""]) => `resource-${name.replace("/", "-")}`,
      "serves this resource as its API documents say",
    ),
    unsupported(/^v1\/objectstores\/provider-info$/, () => "provider-info", "lists the storage that the service itself offers (SaaS only)"),
    unsupported(/^(?:v1\/)?api-docs$/, () => "api-docs", "serves its OpenAPI document"),
  ];
}
