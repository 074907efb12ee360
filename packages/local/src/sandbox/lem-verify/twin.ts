/** What LEM Verify holds: the account's keys and credit, its checks, and the webhook messages it owes. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Shelf, Store } from "../store.ts";
import {
  type Check,
  expired,
  hitOf,
  type HitType,
  PACE,
  type Paper,
  type Person,
  type Play,
  resultAt,
  resultsOf,
  TEST_PERSON,
  type Wire,
} from "./check.ts";
import { Events } from "./webhook/event.ts";

export interface Keys {
  apiKey: string;
  accountId: string;
  webhookSecret: string;
}

export type NewCheck = Pick<Check, "wire" | "clientReference" | "redirectUrl" | "requiredDocuments" | "amlChecks">;

const DAY_MS = 24 * 60 * 60_000;
/** The reference shows a day; LEM Verify's own page says thirty. */
const LIVES_MS: Record<Wire, number> = { reference: DAY_MS, published: 30 * DAY_MS };
/** Results are deleted so long after they are there. */
const KEPT_MS = 7 * DAY_MS;
const FIRST_CREDIT = 500;

export class Twin {
  readonly store: Store;
  readonly checks: Shelf<Check>;
  readonly events: Events;
  readonly #account: Shelf<number>;

  constructor(store: Store) {
    this.store = store;
    this.checks = store.shelf("check");
    this.#account = store.shelf("account");
    this.events = new Events(store);
  }

  get keys(): Keys {
    const shelf = this.store.shelf<Keys>("keys");
    const known = shelf.get("account");
    if (known) return known;
    const fresh: Keys = {
      apiKey: `lv_test_${randomBytes(12).toString("hex")}`,
      accountId: `acc-${randomBytes(4).toString("hex")}`,
      webhookSecret: `whsec_test_${randomBytes(24).toString("hex")}`,
    };
    shelf.set("account", fresh);
    return fresh;
  }

  /** Checks that are paid for; each costs one. */
  get balance(): number {
    return this.#account.get("balance") ?? FIRST_CREDIT;
  }
  set balance(left: number) {
    this.#account.set("balance", left);
  }

  create(asked: NewCheck): Check {
    const nowMs = Date.now();
    const id = asked.wire === "reference" ? `vs_${randomBytes(12).toString("hex")}` : randomUUID();
    const check: Check = {
      ...asked,
      id,
      friendlyId: randomBytes(7).toString("base64url").slice(0, 9),
      createdAtMs: nowMs,
      expiresAtMs: nowMs + LIVES_MS[asked.wire],
      results: [],
      monitorId: null,
    };
    this.store.atomically(() => {
      this.balance -= 1;
      this.checks.set(id, check);
    });
    return check;
  }

  /** The check as it is now; undefined when there is none, or it was deleted. */
  check(id: string): Check | undefined {
    const check = this.checks.get(id);
    if (!check) return undefined;
    const nowMs = Date.now();
    const result = resultAt(check, nowMs);
    if (result && nowMs > result.atMs + KEPT_MS) return undefined;
    if (!result && check.results.length === 0 && nowMs >= check.expiresAtMs) return this.expire(check);
    return check;
  }

  /** Somebody went through the hosted page. Later tries change nothing. */
  finish(check: Check, play: Play, person: Person, paper: Paper, pace = PACE): Check {
    if (check.results.length > 0) return check;
    if (play === "session-expired") return this.expire(check);
    const results = resultsOf(play, person, paper, check.friendlyId, Date.now(), pace).map((result) => ({
      ...result,
      // Without screening there is nothing to find.
      hits: check.amlChecks ? result.hits : [],
    }));
    const after = { ...check, results };
    this.store.atomically(() => {
      this.checks.set(check.id, after);
      for (const result of results) this.events.ofResult(after, result, this.balance);
    });
    return after;
  }

  /** The session ends without a result. The published wire says nothing of it. */
  expire(check: Check): Check {
    const result = expired(Math.min(Date.now(), check.expiresAtMs));
    const after = { ...check, expiresAtMs: result.atMs, results: [result] };
    this.store.atomically(() => {
      this.checks.set(check.id, after);
      if (check.wire === "reference") this.events.ofResult(after, result, this.balance);
    });
    return after;
  }

  /** Watches a person every day from now on; answers the id of the watch. Again is the same watch. */
  monitor(check: Check): string {
    const known = check.monitorId;
    if (known) return known;
    const monitorId = check.wire === "reference" ? `mon_${randomBytes(12).toString("hex")}` : randomUUID();
    this.checks.set(check.id, { ...check, monitorId });
    return monitorId;
  }

  /** The person checked turns up on a list. Only who is watched is told. */
  alert(check: Check, type: HitType): boolean {
    const last = check.results.at(-1);
    if (!check.monitorId || !last) return false;
    const hit = hitOf(type, last.person ?? TEST_PERSON, `${check.friendlyId}:${check.results.length}`);
    const result = { ...last, atMs: Date.now(), hits: [...last.hits, hit] };
    const after = { ...check, results: [...check.results, result] };
    this.store.atomically(() => {
      this.checks.set(check.id, after);
      this.events.ofAlert(after, result, hit);
    });
    return true;
  }
}
