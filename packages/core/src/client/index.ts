/** The firm's clients. Access patterns: docs/data-model/client.md. */
import { create } from "./create.ts";
import { fromId, list, ofPortal, people } from "./read/queries.ts";
import { requireOwn } from "./read/load.ts";
import { refreshPeople } from "./refresh.ts";
import { similar } from "./read/similar.ts";
import { timeline } from "./read/timeline.ts";
import { archive, restore, update } from "./update.ts";

export const Client = {
  create,
  update,
  archive,
  restore,
  fromId,
  list,
  similar,
  people,
  ofPortal,
  refreshPeople,
  requireOwn,
  timeline,
};

/** For lists that hold the ids of clients. */
export { clientNames } from "./read/queries.ts";
/** For core/invoice and core/proposal: a client of the firm with its status, by one strong read. */
export { loadRow as loadClient } from "./read/load.ts";
/** For core/proposal: a signature takes a prospect on, in its own transaction. */
export { onboardingItems } from "./onboarding.ts";
/** For core/onboarding: a decision of the firm makes the client active or inactive. */
export { statusItems } from "./onboarding.ts";
export { VersionPassed as ClientPassed } from "./save.ts";

/** For core/import: many clients at once, and who holds what already. */
export { createMany, MAX_MANY, type Wanted } from "./create-many.ts";
export { type Holder, holders, type Sought } from "./read/holders.ts";
