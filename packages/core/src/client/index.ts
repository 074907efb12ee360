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
