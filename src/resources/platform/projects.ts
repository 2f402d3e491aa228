import type { Project, ProjectImportVirtualCluster } from "../../generated/platform.ts";
import { load } from "../../lazy/load.ts";
import type { WriteOptions } from "../kubernetes/options.ts";
import type { Ref } from "../kubernetes/ref.ts";
import { ResourceClient } from "../kubernetes/resource.ts";
import type { Resource } from "../kubernetes/resource-types.ts";

/** Projects of the platform. */
export class Projects extends ResourceClient<Project> implements Resource<Project> {
  /**
   * Imports a virtual cluster that already runs in a connected cluster into a project. It appears there as a VirtualClusterInstance and gets
   * ready after a while. Platform 3.0 to 3.4.
   */
  async importVirtualCluster(
    project: Ref,
    object: ProjectImportVirtualCluster | string,
    options: WriteOptions = {},
  ): Promise<ProjectImportVirtualCluster> {
    return (await load()).importVirtualCluster(this.requests, project, object, options);
  }
}
