/** Messages the provider owes, as journal entries with their bodies fixed when they came to be. */
import { randomBytes } from "node:crypto";
import type { Shelf, Store } from "../../store.ts";
import type { Check, Hit, Result, Wire } from "../check.ts";
import { publishedAlert, publishedResult } from "../wire/published-form.ts";
import { referenceResult } from "../wire/reference-form.ts";

export interface Event {
  id: string;
  checkId: string;
  wire: Wire;
  type: string;
  /** When it happens. */
  atMs: number;
  /** When it is told next; null when it was told, or never will be. */
  dueAtMs: number | null;
  body: string;
  /** Deliveries so far, newest last: the status, null without an answer. */
  told: (number | null)[];
}

export class Events {
  readonly #shelf: Shelf<Event>;
  constructor(store: Store) {
    this.#shelf = store.shelf("event");
  }

  all(): Event[] {
    return this.#shelf.all();
  }
  of(checkId: string): Event[] {
    return this.all().filter((event) => event.checkId === checkId);
  }
  get(id: string): Event | undefined {
    return this.#shelf.get(id);
  }
  keep(event: Event): void {
    this.#shelf.set(event.id, event);
  }

  ofResult(check: Check, result: Result, balance: number): void {
    if (check.wire === "published")
      return this.#add(
        check,
        "COMBINATION",
        result.atMs,
        () => publishedResult(check, result, balance),
        () => {
          for (const hit of result.hits) this.ofAlert(check, result, hit);
        },
      );
    const type = result.status === "failed" ? "verification.failed" : "verification.completed";
    this.#add(check, type, result.atMs, (id) => ({
      id,
      type,
      createdAt: new Date(result.atMs).toISOString(),
      data: referenceResult(check, result),
    }));
  }

  ofAlert(check: Check, result: Result, hit: Hit): void {
    if (check.wire === "published")
      return this.#add(check, "AML_ALERT", result.atMs, () => publishedAlert(check, result, hit));
    this.#add(check, "verification.alert", result.atMs, (id) => ({
      id,
      type: "verification.alert",
      createdAt: new Date(result.atMs).toISOString(),
      data: referenceResult(check, result),
    }));
  }

  #add(check: Check, type: string, atMs: number, body: (id: string) => object, then?: () => void): void {
    const id = `evt_${randomBytes(12).toString("hex")}`;
    this.keep({
      id,
      checkId: check.id,
      wire: check.wire,
      type,
      atMs,
      dueAtMs: atMs,
      body: JSON.stringify(body(id)),
      told: [],
    });
    then?.();
  }
}
