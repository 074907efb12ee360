/** A route: a contract and the verb of core that keeps it. It decides nothing about the business. */
import type { PortalActor, StaffActor } from "@practice-hub/core/lib/actor";
import type * as z from "zod";
import type { Gateway } from "../gateway.ts";
import type { Contract } from "./contract/define.ts";

/** The actor a contract promises: a staff route's verb cannot be handed a portal user. */
type ActorOf<C extends Contract> = C["actor"] extends { kind: "staff" }
  ? StaffActor
  : C["actor"] extends { kind: "portal" }
    ? PortalActor
    : null;

export interface Call<C extends Contract> {
  params: z.output<C["params"]>;
  query: z.output<C["query"]>;
  body: z.output<C["body"]>;
  actor: ActorOf<C>;
  /** Where the request came from, as the gateway saw it. */
  from: Gateway;
}

/** What the door dispatches on; inputs are parsed by the contract before `run` sees them, the answer after. */
export interface Route {
  contract: Contract;
  run: (call: Call<Contract>) => Promise<unknown>;
  /** The status of a success, when it depends on the answer. */
  statusOf?: ((answer: unknown) => number) | undefined;
}

export function route<C extends Contract>(
  contract: C,
  run: (call: Call<C>) => Promise<z.input<C["output"]>>,
  statusOf?: (answer: z.output<C["output"]>) => number,
): Route {
  return { contract, run, statusOf } as unknown as Route;
}
