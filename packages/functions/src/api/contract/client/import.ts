import {
  Import,
  ImportCheck,
  ImportConfirm,
  ImportCreate,
  ImportCreated,
  ImportId,
  ImportRowQuery,
  ImportRowView,
} from "@practice-hub/core/import/schema";
import { pageOf, PageQuery } from "@practice-hub/core/lib/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const params = z.object({ id: ImportId });

export const importContracts = {
  list: contract({
    method: "GET",
    path: "/api/clients/import",
    actor: staff("client:write"),
    query: PageQuery,
    output: pageOf(Import),
    summary: "Imports of clients of the last 30 days, newest first.",
  }),
  create: contract({
    method: "POST",
    path: "/api/clients/import",
    actor: staff("client:write"),
    body: ImportCreate,
    output: ImportCreated,
    status: 201,
    summary: "Begins an import of clients from a CSV file; the answer's form uploads the file.",
  }),
  fromId: contract({
    method: "GET",
    path: "/api/clients/import/{id}",
    actor: staff("client:write"),
    params,
    output: Import,
    summary: "An import with its progress and what the check found.",
  }),
  rows: contract({
    method: "GET",
    path: "/api/clients/import/{id}/rows",
    actor: staff("client:write"),
    params,
    query: ImportRowQuery,
    output: pageOf(ImportRowView),
    summary: "The file's rows with their errors and duplicates, up to 100 a page.",
  }),
  check: contract({
    method: "POST",
    path: "/api/clients/import/{id}/check",
    actor: staff("client:write"),
    params,
    body: ImportCheck,
    output: Import,
    status: 202,
    summary: "Checks the uploaded file row by row; nothing of the firm is changed.",
  }),
  confirm: contract({
    method: "POST",
    path: "/api/clients/import/{id}/confirm",
    actor: staff("client:write"),
    params,
    body: ImportConfirm,
    output: Import,
    status: 202,
    summary: "Imports the rows that the check found good.",
  }),
  cancel: contract({
    method: "POST",
    path: "/api/clients/import/{id}/cancel",
    actor: staff("client:write"),
    params,
    output: Import,
    summary: "Stops an import; clients that were made stay.",
  }),
};
