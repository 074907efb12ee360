/** What `sst deploy` and `sst dev` read. The stacks are in infra/. */
import type { SSTConfig } from "sst";
import { stacks } from "./infra/index.ts";
import { APP, REGION } from "./infra/settings.ts";

export default {
  config: () => ({ name: APP, region: REGION }),
  stacks,
} satisfies SSTConfig;
