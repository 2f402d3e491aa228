import { ManualClock } from "../../../src/sandbox/clock.ts";
import { anonymous, type EngineOptions, KubernetesEngine, type Tables } from "../../../src/sandbox/kubernetes/index.ts";
import { Random } from "../../../src/sandbox/random.ts";

const all = ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"];

/** A small API of no product: one kind in namespaces, one without, one that is asked, one without a schema. */
export const tables: Tables = {
  group: "example.org",
  version: "v1",
  kinds: [
    {
      kind: "Thing",
      plural: "things",
      singular: "thing",
      namespaced: true,
      verbs: all,
      type: "Thing",
      subresources: [
        { name: "size", kind: "Size", verbs: ["create", "get"], type: "Question" },
        { name: "log", kind: "ThingLog", verbs: ["get"], raw: "stream" },
      ],
    },
    {
      kind: "Place",
      plural: "places",
      singular: "place",
      namespaced: false,
      verbs: all,
      type: "Place",
      statusSubresource: true,
      subresources: [{ name: "status", kind: "Place", verbs: ["get", "update", "patch"], type: "Place" }],
    },
    {
      kind: "Note",
      plural: "notes",
      singular: "note",
      namespaced: false,
      verbs: ["create", "get", "list"],
      type: "Place",
      subresources: [],
    },
    {
      kind: "Question",
      plural: "questions",
      singular: "question",
      namespaced: false,
      verbs: ["create"],
      type: "Question",
      requestOnly: true,
      subresources: [],
    },
    { kind: "Riddle", plural: "riddles", singular: "riddle", namespaced: false, verbs: all, subresources: [] },
  ],
  types: {
    ObjectMeta: {
      fields: {
        name: { type: "string" },
        generateName: { type: "string" },
        namespace: { type: "string" },
        selfLink: { type: "string" },
        uid: { type: "string" },
        resourceVersion: { type: "string" },
        generation: { type: "int64" },
        creationTimestamp: { type: "time" },
        deletionTimestamp: { type: "time" },
        deletionGracePeriodSeconds: { type: "int64" },
        labels: { type: "map", items: { type: "string" } },
        annotations: { type: "map", items: { type: "string" } },
        ownerReferences: { type: "array", items: { type: "object", ref: "OwnerReference" } },
        finalizers: { type: "array", items: { type: "string" } },
        managedFields: { type: "array", items: { type: "object", ref: "ManagedFieldsEntry" }, pointer: true },
      },
    },
    OwnerReference: {
      fields: {
        apiVersion: { type: "string", always: true },
        kind: { type: "string", always: true },
        name: { type: "string", always: true },
        uid: { type: "string", always: true },
        controller: { type: "boolean" },
        blockOwnerDeletion: { type: "boolean" },
      },
    },
    ManagedFieldsEntry: {
      fields: {
        manager: { type: "string" },
        operation: { type: "string" },
        apiVersion: { type: "string" },
        time: { type: "time" },
        fieldsType: { type: "string" },
        fieldsV1: { type: "any" },
        subresource: { type: "string" },
      },
    },
    Thing: {
      fields: {
        kind: { type: "string" },
        apiVersion: { type: "string" },
        metadata: { type: "object", ref: "ObjectMeta", always: true },
        spec: { type: "object", ref: "ThingSpec", always: true },
        status: { type: "object", ref: "ThingStatus", always: true },
      },
    },
    ThingSpec: {
      fields: {
        title: { type: "string" },
        count: { type: "int32" },
        ratio: { type: "number" },
        enabled: { type: "boolean" },
        due: { type: "time" },
        memory: { type: "quantity" },
        port: { type: "intOrString" },
        any: { type: "any" },
        owner: { type: "object", ref: "Owner" },
        place: { type: "object", ref: "Owner", always: true },
        tags: { type: "array", items: { type: "string" } },
        owners: { type: "array", items: { type: "object", ref: "Owner" } },
        sorts: { type: "array", items: { type: "string" }, always: true, nullWhenUnset: true },
        notes: { type: "map", items: { type: "string" } },
        secret: { type: "bytes" },
      },
    },
    Owner: { fields: { user: { type: "string" }, team: { type: "string" } } },
    ThingStatus: { fields: { phase: { type: "string" } } },
    Place: {
      fields: {
        kind: { type: "string" },
        apiVersion: { type: "string" },
        metadata: { type: "object", ref: "ObjectMeta", always: true },
        spec: { type: "object", ref: "Owner", always: true },
        status: { type: "object", ref: "ThingStatus", always: true },
      },
    },
    Question: {
      fields: {
        kind: { type: "string" },
        apiVersion: { type: "string" },
        metadata: { type: "object", ref: "ObjectMeta", always: true },
        spec: { type: "object", ref: "Owner", always: true },
        status: { type: "object", ref: "ThingStatus", always: true },
      },
    },
  },
};

export const start = Date.parse("2026-01-01T00:00:00Z");

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many shapes.
  body: any;
}

export interface Server {
  engine: KubernetesEngine;
  clock: ManualClock;
  /** Sends a request below `/apis/example.org/v1/`; an object as body is sent as JSON. */
  send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Opens a watch. */
  watch: (path: string, headers?: Record<string, string>, signal?: AbortSignal) => Promise<WatchReader>;
}

export interface WatchReader {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: events are looked at in many shapes.
  next: () => Promise<any>;
  /** Types and names of so many events. */
  read: (count: number) => Promise<string[]>;
  cancel: () => Promise<void>;
}

const base = "http://sandbox.test/api";

export function serve(options: Partial<EngineOptions> = {}): Server {
  const clock = new ManualClock(start);
  const engine = new KubernetesEngine({
    clock,
    random: new Random(1),
    tables,
    prefix: "/api",
    serverVersion: { major: "1", minor: "33", gitVersion: "v1.33.4" },
    authenticate: (token) => (token === undefined ? anonymous : token === "good" ? { name: "ann", groups: [] } : undefined),
    ...options,
  });
  const ask = (method: string, path: string, init: RequestInit, headers: Record<string, string>) => {
    const url = path.startsWith("/") ? `${base}${path}` : `${base}/apis/example.org/v1/${path}`;
    const request = new Request(url, { ...init, method, headers: { authorization: "Bearer good", ...headers } });
    return engine.handle(request, new URL(url));
  };
  return {
    engine,
    clock,
    async send(method, path, body, headers = {}) {
      const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const type =
        text === undefined || headers["content-type"]
          ? {}
          : { "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json" };
      const response = await ask(method, path, { ...(text !== undefined && { body: text }) }, { ...type, ...headers });
      const answer = response.headers.get("content-encoding") ? "" : await response.text();
      const json = response.headers.get("content-type")?.startsWith("application/json") && answer !== "";
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(answer) : answer };
    },
    async watch(path, headers = {}, signal) {
      const response = await ask("GET", path, { ...(signal && { signal }) }, headers);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const decoder = new TextDecoder();
      let buffer = "";
      const next = async () => {
        for (;;) {
          const at = buffer.indexOf("\n");
          if (at >= 0) {
            const line = buffer.slice(0, at);
            buffer = buffer.slice(at + 1);
            return JSON.parse(line);
          }
          const { value, done } = await reader.read();
          if (done) return undefined;
          buffer += decoder.decode(value, { stream: true });
        }
      };
      return {
        status: response.status,
        next,
        read: async (count) => {
          const out: string[] = [];
          for (let i = 0; i < count; i++) {
            const event = await next();
            out.push(
              event
                ? `${event.type} ${event.object.metadata?.name ?? event.object.metadata?.resourceVersion ?? event.object.reason}`
                : "end",
            );
          }
          return out;
        },
        cancel: () => reader.cancel(),
      };
    },
  };
}

/** A Thing as a client sends it. */
export const thing = (name: string, spec: object = {}, metadata: object = {}) => ({
  kind: "Thing",
  apiVersion: "example.org/v1",
  metadata: { name, ...metadata },
  spec,
});
