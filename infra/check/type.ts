import type { Model } from "../template.ts";

/** A guarantee over the templates: answers what breaks it, one sentence each; nothing when it holds. */
export type Check = (model: Model) => string[];
