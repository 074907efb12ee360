/** How often each organisation was asked, by endpoint, and how often it was too often: what tests count. */
export interface Counted {
  calls: Record<string, number>;
  limited: Record<string, number>;
}

export class Tally {
  readonly #of = new Map<string, Counted>();

  count(organisationId: string, what: string, problem: string | undefined): void {
    const counted = this.of(organisationId);
    this.#of.set(organisationId, counted);
    counted.calls[what] = (counted.calls[what] ?? 0) + 1;
    if (problem) counted.limited[problem] = (counted.limited[problem] ?? 0) + 1;
  }
  /** Calls include those that were refused for a limit. */
  of(organisationId: string): Counted {
    return this.#of.get(organisationId) ?? { calls: {}, limited: {} };
  }
  reset(organisationId: string): void {
    this.#of.delete(organisationId);
  }
}
