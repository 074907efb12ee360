import { requireStaff } from "../lib/actor.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { transact } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { CodeTaken, nextCode } from "./unique/code.ts";
import { addressOf } from "./read/load.ts";
import { named, numberHolder, NumberTaken } from "./unique/number.ts";
import { checkManager } from "./manager.ts";
import { decide, nameOf, newItems } from "./new.ts";
import { isComplete, newPeople, saveRest, wantedPeople } from "./people.ts";
import { companyNumber, type Reading, readRegister } from "./register.ts";
import { type Client, ClientCreate, type ClientCreateInput } from "./schema.ts";
import { toClient } from "./rule/view.ts";

/** How often a code made by us may turn out to be one that somebody typed by hand. */
const MAX_CODES = 20;

/**
 * Takes a client on. With a company number the register is read again; when it is down or has no such company, what was
 * typed is kept and marked so. Client, contact, people, uniqueness, search rows and audit row are one transaction.
 * Errors: `company.number-invalid`, `client.account-manager-unknown`, `client.name-missing`, `client.company-number-taken` (with `holder`), `client.code-taken`.
 */
export async function create(input: ClientCreateInput): Promise<Client> {
  const actor = requireStaff("client:write");
  const typed = ClientCreate.parse(input);
  await checkManager(typed.accountManagerId);
  const reading = typed.companyNumber ? await readNumber(actor.tenantId, typed.companyNumber) : null;
  const id = newId("cli");
  const people = newPeople(actor.tenantId, id, wantedPeople(reading, typed.people));
  for (let tries = 1; ; tries += 1) {
    const code = typed.clientCode ?? (await nextCode(actor.tenantId, nameOf(typed, reading)));
    const { row, contact } = decide({ id, code, typed, reading, actor, peopleComplete: isComplete(people) });
    const address = await addressOf(contact);
    const answer = toClient(row, contact, address);
    try {
      await transact([
        ...newItems({ row, contact }, summaryOf(reading, people.count)),
        ...people.first,
        ...settled(answer),
      ]);
    } catch (error) {
      if (error instanceof NumberTaken) throw await named(actor.tenantId, error);
      if (error instanceof CodeTaken && !typed.clientCode && tries < MAX_CODES) continue;
      throw error;
    }
    await nudgeLane(actor.tenantId);
    return toClient({ ...row, peopleComplete: await saveRest(row, people) }, contact, address);
  }
}

/** A number the firm already has is refused before the register is asked. */
async function readNumber(tenantId: string, typed: string): Promise<Reading> {
  const number = companyNumber(typed);
  const holder = await numberHolder(tenantId, number);
  if (holder !== null) throw await named(tenantId, new NumberTaken(holder));
  return readRegister(number);
}

function summaryOf(reading: Reading | null, people: number): string {
  if (reading?.source === "register") return `Client created from Companies House, with ${people} officers and owners`;
  if (reading)
    return `Client created by hand: Companies House ${reading.reason === "not-found" ? "has no such company" : "did not answer"}`;
  return "Client created";
}
