/** Reading identity documents by machine, as suggestions. Access patterns: docs/data-model/extraction.md. */
import { fromDocument, listForPortal, suggestions } from "./read/queries.ts";
import { setting, update } from "./setting.ts";
import { start } from "./start.ts";

export const Extraction = { fromDocument, listForPortal, setting, start, suggestions, updateSetting: update };
