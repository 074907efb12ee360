import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import type { PersonList } from "../person/schema.ts";
import { load } from "./read/load.ts";
import { replacedPeople } from "./people.ts";
import { people } from "./read/queries.ts";
import { readRegister, registerFields } from "./register.ts";
import { save } from "./update.ts";

const FIRST_PAGE = { limit: 100 };

/**
 * Reads officers, PSCs and the company's status from the register again. People typed by hand stay. Errors:
 * `client.no-company-number`, `company.not-found`, `company.unavailable`: what was saved before stays as it is.
 */
export async function refreshPeople(id: string): Promise<PersonList> {
  requireStaff("client:write");
  const before = await load(id);
  const { row } = before;
  if (!row.companyNumber)
    throw new VisibleError(
      "unprocessable",
      "client.no-company-number",
      "This client has no company number to look up.",
    );
  const reading = await readRegister(row.companyNumber, true);
  if (reading.source === "manual")
    throw reading.reason === "not-found"
      ? new VisibleError("not-found", "company.not-found", "Companies House has no company with this number.")
      : new VisibleError(
          "unavailable",
          "company.unavailable",
          "Companies House does not answer right now. What was saved before is kept.",
        );
  const { registerReason: _, ...kept } = row;
  const after = { ...kept, ...registerFields(reading), version: row.version + 1, updatedAt: nowIso() };
  const writes = await replacedPeople(after, reading);
  const summary = `${writes.count} officers and owners read from Companies House`;
  await save(before, { ...before, row: after }, { action: "client.people-refreshed", summary, people: writes });
  return people(id, FIRST_PAGE);
}
