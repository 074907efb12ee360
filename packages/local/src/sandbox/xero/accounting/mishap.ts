/** What goes wrong for one organisation alone: the kit's incidents, and answers that get lost after the work was done. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { Incidents } from "../../kit.ts";

export interface Loss {
  times: number;
  method?: string | undefined;
  path?: string | undefined;
}

export class Mishaps {
  readonly #incidents = new Map<string, Incidents>();
  readonly #losses = new Map<string, Loss>();

  incidentsOf(organisationId: string): Incidents {
    const known = this.#incidents.get(organisationId) ?? new Incidents();
    this.#incidents.set(organisationId, known);
    return known;
  }

  lose(organisationId: string, loss: Loss): void {
    this.#losses.set(organisationId, loss);
  }

  /** Breaks the connection instead of saying what was done, when that was asked for. */
  lost(c: Context, organisationId: string): Response | undefined {
    const loss = this.#losses.get(organisationId);
    const meant =
      loss && loss.times > 0 && (loss.method ?? c.req.method) === c.req.method && c.req.path.includes(loss.path ?? "");
    if (!meant) return undefined;
    loss.times -= 1;
    (c.env as HttpBindings).incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}
