/** The names of the options of each call but `get`, for callers without types. */
import { callOptions } from "../../http/call.ts";
import type { OptionNames } from "../../http/options.ts";
import type { WaitOptions } from "../common/condition.ts";
import {
  type ApplyManyOptions,
  type ApplyOptions,
  type DeleteCollectionOptions,
  type DeleteOptions,
  type ListOptions,
  type PatchOptions,
  type Preconditions,
  readOptions,
  type UpdateOptions,
  type WatchOptions,
  type WriteOptions,
} from "./options.ts";
import type { Selectors } from "./selectors.ts";

const selectorOptions = { labelSelector: true, fieldSelector: true } satisfies OptionNames<Selectors>;

const pageOptions = {
  ...readOptions,
  ...selectorOptions,
  limit: true,
  continue: true,
  resourceVersion: true,
  resourceVersionMatch: true,
} satisfies OptionNames<Omit<ListOptions, "onExpired">>;

export const listOptions = { ...pageOptions, onExpired: true } satisfies OptionNames<ListOptions>;

export const tableOptions = { ...pageOptions, includeObject: true } as const;

const followOptions = {
  ...selectorOptions,
  signal: true,
  initial: true,
  silence: true,
  minDelay: true,
  maxDelay: true,
  query: true,
} satisfies OptionNames<Omit<WatchOptions, "resourceVersion">>;

export const watchOptions = { ...followOptions, resourceVersion: true } satisfies OptionNames<WatchOptions>;

export const cacheOptions = { ...followOptions, labels: true, onRetry: true, onResume: true, onError: true, onChange: true } as const;

export const waitOptions = { signal: true, timeout: true, interval: true, onProgress: true } satisfies OptionNames<WaitOptions>;

export const writeOptions = {
  ...callOptions,
  dryRun: true,
  fieldManager: true,
  fieldValidation: true,
} satisfies OptionNames<WriteOptions>;

export const updateOptions = { ...writeOptions, name: true } satisfies OptionNames<UpdateOptions>;

export const patchOptions = { ...writeOptions, createParents: true } satisfies OptionNames<PatchOptions>;

export const applyOptions = { ...updateOptions, force: true } satisfies OptionNames<ApplyOptions>;

export const applyManyOptions = { ...writeOptions, force: true } satisfies OptionNames<ApplyManyOptions>;

export const preconditionOptions = { uid: true, resourceVersion: true } satisfies OptionNames<Preconditions>;

const removalOptions = {
  ...callOptions,
  gracePeriodSeconds: true,
  propagationPolicy: true,
  dryRun: true,
} satisfies OptionNames<Omit<DeleteOptions, "preconditions">>;

export const deleteOptions = { ...removalOptions, preconditions: true } satisfies OptionNames<DeleteOptions>;

export const deleteCollectionOptions = { ...removalOptions, ...selectorOptions } satisfies OptionNames<DeleteCollectionOptions>;
