/**
 * The local runtime: executes the synthesized templates over the embedded AWS. Tables, queues, routes, consumers,
 * schedules, grants and the site's headers come from the assembly and from nowhere else.
 */
export type { RuntimeOptions } from "./options.ts";
export type { RuntimeInfo } from "./info.ts";
export type { Runtime } from "./runtime.ts";
export { SeedFailed, startRuntime } from "./boot.ts";
export { FunctionsDidNotStart } from "./function/fleet.ts";
export { BundleFailed } from "./function/bundle.ts";
export { PortTaken } from "./gateway/front.ts";
export { SiteBuildFailed } from "./site/build.ts";
