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

/** For core/invoice: a client of the firm with its status, by one strong read. */
export { loadRow as loadClient } from "./read/load.ts";
