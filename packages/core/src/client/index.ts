/** The firm's clients. Access patterns: docs/data-model/client.md. */
import { create } from "./create.ts";
import { fromId, list, ofPortal, people } from "./queries.ts";
import { requireOwn } from "./load.ts";
import { refreshPeople } from "./refresh.ts";
import { similar } from "./similar.ts";
import { timeline } from "./timeline.ts";
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
export { loadRow as loadClient } from "./load.ts";
