import { DocumentId } from "@practice-hub/core/document/schema";
import {
  Extraction,
  ExtractionQuery,
  Extractions,
  ExtractionStart,
  ReadingSetting,
  ReadingSettingUpdate,
} from "@practice-hub/core/extraction/schema";
import * as z from "zod";
import { contract, portal, staff } from "../define.ts";

export const extractionContracts = {
  start: contract({
    method: "POST",
    path: "/api/portal/extractions",
    actor: portal(),
    body: ExtractionStart,
    output: Extraction,
    status: 201,
    summary: "Has an identity document of the person's read by machine, with their consent; again is the same answer.",
  }),
  list: contract({
    method: "GET",
    path: "/api/portal/extractions",
    actor: portal(),
    query: ExtractionQuery,
    output: Extractions,
    summary: "Whether the firm lets documents be read, and what was read on those of a client, newest first.",
  }),
  fromDocument: contract({
    method: "GET",
    path: "/api/portal/extractions/{id}",
    actor: portal(),
    params: z.object({ id: DocumentId }),
    output: Extraction,
    summary: "The reading of one document, as it is this moment.",
  }),
  setting: contract({
    method: "GET",
    path: "/api/settings/document-reading",
    actor: staff("activity:read"),
    output: ReadingSetting,
    summary: "Whether the firm lets identity documents be read by machine, and what that took this month.",
  }),
  updateSetting: contract({
    method: "PATCH",
    path: "/api/settings/document-reading",
    actor: staff("settings:manage"),
    body: ReadingSettingUpdate,
    output: ReadingSetting,
    summary: "Turns it on or off for the firm.",
  }),
};
