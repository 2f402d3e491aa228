/** Subresources of clusters and projects. */
import type { Cluster, ClusterAccessKey, Project, ProjectImportVirtualCluster } from "../../../generated/platform.ts";
import { hideFromConsole } from "../../../http/secrets.ts";
import { getSubresource, postSubresource } from "../../kubernetes/calls/subresource.ts";
import { writeOptions } from "../../kubernetes/option-names.ts";
import { type ReadOptions, readOptions, type WriteOptions } from "../../kubernetes/options.ts";
import type { Ref } from "../../kubernetes/ref.ts";
import type { Requests } from "../../kubernetes/requests.ts";

/** What the platform's agent needs to connect a cluster. */
export async function accessKeyOf(requests: Requests<Cluster>, cluster: Ref, options: ReadOptions): Promise<ClusterAccessKey> {
  requests.checkOptions(options, readOptions, "accessKey of");
  const answer = await getSubresource<ClusterAccessKey, Cluster>(requests, cluster, "accesskey", options);
  return hideFromConsole(answer, [["accessKey"]]);
}

/** Imports a virtual cluster that already runs into a project. */
export async function importVirtualCluster(
  requests: Requests<Project>,
  project: Ref,
  object: ProjectImportVirtualCluster | string,
  options: WriteOptions,
): Promise<ProjectImportVirtualCluster> {
  requests.checkOptions(options, writeOptions, "importVirtualCluster into");
  const place = { subresource: "importvirtualcluster", kind: "ProjectImportVirtualCluster" };
  return postSubresource<ProjectImportVirtualCluster, Project>(requests, project, place, object, options);
}
