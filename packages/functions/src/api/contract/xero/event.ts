import {
  EventDetail,
  EventQuery,
  EventSummary,
  Replayed,
  ReplayMany,
  ReplayPlan,
  ReplayQuery,
  VolumeQuery,
} from "@practice-hub/core/webhook/schema";
import { EventDay } from "@practice-hub/core/event-count/schema";
import { pageOf } from "@practice-hub/core/lib/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const params = z.object({
  id: z.string().regex(/^(?:xero|resend|lemverify)\.[\x21-\x7e]{1,128}$/, "must be the id of an event"),
});

export const eventContracts = {
  list: contract({
    method: "GET",
    path: "/api/events",
    actor: staff("activity:read"),
    query: EventQuery,
    output: pageOf(EventSummary),
    summary:
      "Events of Xero and of the mail provider, newest first; Xero's of one state. Those of identity checks by their provider alone.",
  }),
  volume: contract({
    method: "GET",
    path: "/api/events/volume",
    actor: staff("activity:read"),
    query: VolumeQuery,
    output: z.object({ days: z.array(EventDay) }),
    summary: "How many events came on each of the last days.",
  }),
  replayPlan: contract({
    method: "GET",
    path: "/api/events/replay",
    actor: staff("settings:manage"),
    query: ReplayQuery,
    output: ReplayPlan,
    summary: "What a replay of one state would take, and how far the last one is.",
  }),
  replayMany: contract({
    method: "POST",
    path: "/api/events/replay",
    actor: staff("settings:manage"),
    body: ReplayMany,
    output: Replayed,
    summary: "Looks at every event of one state again, up to 500.",
  }),
  fromId: contract({
    method: "GET",
    path: "/api/events/{id}",
    actor: staff("activity:read"),
    params,
    output: EventDetail,
    summary: "One event: every look at it, what it said, what it changed.",
  }),
  replay: contract({
    method: "POST",
    path: "/api/events/{id}/replay",
    actor: staff("settings:manage"),
    params,
    output: EventDetail,
    summary: "Looks at one event again: what Xero has now is compared with ours.",
  }),
};
