import { dump } from "js-yaml";
import type { WireDocument } from "../eve/index.ts";

const namespace = "cloudcasa-io";
const registry = "docker.io/catalogicsoftware";
/** The version that the simulated agents report. */
export const agentVersion = "3.1.0";

/** The images of the agent, as `cloudcasa-images` lists them for a registry of one's own. */
export const agentImages = ["amds-kagent", "kubemanager", "kopia-mover"].map((name) => `${registry}/${name}:${agentVersion}`);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** What `kubectl apply` installs in a cluster to connect it: one YAML document, a List. */
export function agentManifest(cluster: WireDocument): string {
  const labels = { app: "cloudcasa-kubeagent-manager" };
  const secret = text(cluster["image_pull_secret_name"]);
  const from = (text(cluster["container_registry"]) ?? registry).replace(/^https?:\/\//, "").replace(/\/+$/, "");
  const account = { name: namespace, namespace };
  const list = {
    apiVersion: "v1",
    kind: "List",
    items: [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
      { apiVersion: "v1", kind: "ServiceAccount", metadata: account },
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { name: namespace },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "ServiceAccount", ...account }],
      },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "cloudcasa-kubeagent-manager", namespace, labels },
        spec: {
          replicas: 1,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              serviceAccountName: namespace,
              ...(secret && { imagePullSecrets: [{ name: secret }] }),
              containers: [
                {
                  name: "kubeagentmanager",
                  image: `${from}/kubemanager:${agentVersion}`,
                  env: [{ name: "AMDS_CLUSTER_ID", value: cluster._id }],
                },
              ],
            },
          },
        },
      },
    ],
  };
  return dump(list, { noRefs: true });
}
