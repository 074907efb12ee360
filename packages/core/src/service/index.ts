/** What the firm offers, for proposals to pick from. Access patterns: docs/data-model/proposal.md. */
import { create, update } from "./commands.ts";
import { list } from "./queries.ts";

export const Service = { create, update, list };
