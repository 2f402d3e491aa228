import type { KubeObject, KubernetesEngine } from "../../kubernetes/index.ts";

interface Claim {
  accessModes?: string[];
  resources?: { requests?: { storage?: string } };
  storageClassName?: string;
  volumeMode?: string;
  volumeName?: string;
}

interface Volume {
  accessModes?: string[];
  capacity?: object;
  claimRef?: { uid?: string };
  persistentVolumeReclaimPolicy?: string;
}

export const claims = "persistentvolumeclaims";
export const volumes = "persistentvolumes";
/** No driver of a cluster: nothing is stored. */
const driver = "sandbox.clusterplane.invalid";

/** Whether a claim waits for a volume. An empty class asks for a volume that is there, and none is looked for. */
export function waitsForVolume({ metadata, spec, status }: KubeObject): boolean {
  const { storageClassName, volumeName } = spec as Claim;
  const { phase } = (status ?? {}) as { phase?: string };
  return phase === "Pending" && !metadata.deletionTimestamp && (storageClassName !== "" || volumeName !== undefined);
}

/** Binds a claim to the volume that it names, or to a new one, although nothing is stored. */
export function bind(engine: KubernetesEngine, claim: KubeObject): void {
  const { name = "", namespace = "", uid = "", resourceVersion } = claim.metadata;
  const spec = claim.spec as Claim;
  const volumeName = spec.volumeName ?? `pvc-${uid}`;
  const claimRef = { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace, uid, resourceVersion };
  const volume = engine.get(volumes, "", volumeName);
  if (volume) {
    const held = (volume.spec as Volume).claimRef?.uid;
    if (held !== undefined && held !== uid) return;
    engine.update(volumes, "", volumeName, (draft) => {
      draft.spec = { ...(draft.spec as Volume), claimRef };
      draft.status = { ...(draft.status as object), phase: "Bound" };
    });
  } else {
    if (spec.volumeName !== undefined) return;
    const { accessModes, storageClassName, volumeMode } = spec;
    engine.create(volumes, {
      metadata: { name: volumeName, annotations: { "pv.kubernetes.io/provisioned-by": driver } },
      spec: {
        accessModes,
        capacity: { storage: spec.resources?.requests?.storage ?? "0" },
        claimRef,
        csi: { driver, volumeHandle: volumeName },
        persistentVolumeReclaimPolicy: "Delete",
        ...(storageClassName !== undefined && { storageClassName }),
        ...(volumeMode !== undefined && { volumeMode }),
      },
    });
    engine.update(volumes, "", volumeName, (draft) => {
      draft.status = { phase: "Bound" };
    });
  }
  const bound = engine.get(volumes, "", volumeName)?.spec as Volume;
  engine.update(claims, namespace, name, (draft) => {
    const notes = { "pv.kubernetes.io/bind-completed": "yes", "pv.kubernetes.io/bound-by-controller": "yes" };
    draft.metadata.annotations = { ...draft.metadata.annotations, ...notes };
    draft.spec = { ...(draft.spec as Claim), volumeName };
    draft.status = { phase: "Bound", accessModes: bound.accessModes, capacity: bound.capacity };
  });
}

/** Releases the volume of a claim that is gone: it goes too, or stays for somebody to look after. */
export function release(engine: KubernetesEngine, claim: KubeObject): void {
  const name = (claim.spec as Claim | undefined)?.volumeName;
  const volume = name === undefined ? undefined : engine.get(volumes, "", name);
  const { claimRef, persistentVolumeReclaimPolicy } = (volume?.spec ?? {}) as Volume;
  if (name === undefined || claimRef?.uid !== claim.metadata.uid) return;
  if (persistentVolumeReclaimPolicy === "Delete") engine.delete(volumes, "", name);
  else
    engine.update(volumes, "", name, (draft) => {
      draft.status = { ...(draft.status as object), phase: "Released" };
    });
}
