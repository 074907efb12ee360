import { pageOf } from "@practice-hub/core/lib/schema";
import { Service, ServiceCreate, ServiceId, ServiceQuery, ServiceUpdate } from "@practice-hub/core/service/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

export const catalogueContracts = {
  list: contract({
    method: "GET",
    path: "/api/services",
    actor: staff("proposal:read"),
    query: ServiceQuery,
    output: pageOf(Service),
    summary: "What the firm offers, by name; the archived ones with archived=true.",
  }),
  create: contract({
    method: "POST",
    path: "/api/services",
    actor: staff("settings:manage"),
    body: ServiceCreate,
    output: Service,
    status: 201,
    summary: "Adds a service to the catalogue.",
  }),
  update: contract({
    method: "PATCH",
    path: "/api/services/{id}",
    actor: staff("settings:manage"),
    params: z.object({ id: ServiceId }),
    body: ServiceUpdate,
    output: Service,
    summary: "Changes a service or archives it; proposals made before keep what they copied.",
  }),
};
