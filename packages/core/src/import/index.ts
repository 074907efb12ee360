/** Clients from a CSV file. Access patterns: docs/data-model/import.md. */
import { cancel, check, confirm, create } from "./commands.ts";
import { fromId, list, rows } from "./queries.ts";

export const ClientImport = { create, check, confirm, cancel, fromId, list, rows };
