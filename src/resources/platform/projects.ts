import type { Project, ProjectImportVirtualCluster } from "../../generated/platform.ts";
import { type WriteOptions, writeOptions } from "../kubernetes/options.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import type { Resource } from "../kubernetes/verbs.ts";

export interface Projects extends Resource<Project> {
  /**
   * Takes a virtual cluster that already runs in a connected cluster into a project. It appears there as a VirtualClusterInstance and gets
   * ready by and by. Of 3.0 to 3.4.
   */
  importVirtualCluster(
    project: string,
    object: ProjectImportVirtualCluster | string,
    options?: WriteOptions,
  ): Promise<ProjectImportVirtualCluster>;
}

export class ProjectsClient extends ResourceClient<Project> implements Projects {
  importVirtualCluster(
    project: string,
    object: ProjectImportVirtualCluster | string,
    options: WriteOptions = {},
  ): Promise<ProjectImportVirtualCluster> {
    this.knows(options, writeOptions, "importVirtualCluster into");
    return this.ask(project, "importvirtualcluster", "ProjectImportVirtualCluster", object, options);
  }
}
