/** A person of the firm verified who the client's person is, on documents: the way for whoever does not want the face check. */
import { DocumentRow } from "../document/entity.ts";
import { requireStaff } from "../lib/actor.ts";
import { today } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { write } from "../lib/table/transact.ts";
import { checkByHand, VerificationRow } from "../kyc/index.ts";
import { loadCase } from "../onboarding/index.ts";
import { decide } from "./commands.ts";
import { Identify, type Review } from "./schema.ts";

/**
 * Records what was seen as a check of its own, with the decision, and moves the case on to be decided. The copies that are
 * named must be identity evidence of this client. Errors: `kyc.identity-invalid` (fields), `client.not-found`, and those of a
 * decision.
 */
export async function identify(clientId: string, input: Identify): Promise<Review> {
  const actor = requireStaff("kyc:decide");
  const { version, reason, ...seen } = Identify.parse(input);
  const { client } = await loadCase(clientId);
  const wrong = [...wrongIn(seen), ...(await wrongCopies(client, seen.documentIds))];
  if (wrong.length > 0)
    throw new VisibleError("invalid", "kyc.identity-invalid", wrong[0]?.message ?? "Look at the marked fields.", {
      fields: wrong,
    });
  const check = checkByHand(client, seen, actor);
  const found = { clean: check.outcome === "pass", flagged: !seen.screening.clear };
  const event = { type: "identified", checkId: check.id, ...found } as const;
  const decision = { kind: "identified", reason, details: detailsOf(seen) } as const;
  return decide(clientId, event, version, decision, () => [write(VerificationRow.create(check))]);
}

type Seen = Omit<Identify, "version" | "reason">;
interface Wrong {
  path: string;
  message: string;
}

function wrongIn({ way, certifier, seenOn, screening, person }: Seen): Wrong[] {
  const now = today();
  const past = (path: string, day: string): Wrong[] =>
    day > now ? [{ path, message: "cannot be in the future" }] : [];
  return [
    ...past("seenOn", seenOn),
    ...past("screening.on", screening.on),
    ...past("person.bornOn", person.bornOn),
    ...(certifier ? past("certifier.on", certifier.on) : []),
    ...(way === "certified-copies" && certifier === null
      ? [{ path: "certifier.name", message: "must say who certified the copies" }]
      : []),
    ...(way === "in-person" && certifier !== null
      ? [{ path: "certifier.name", message: "is for certified copies only: you saw the originals" }]
      : []),
  ];
}

/** One request. */
async function wrongCopies(client: { tenantId: string; id: string }, ids: readonly string[]): Promise<Wrong[]> {
  const { data } = await DocumentRow.get(ids.map((id) => ({ tenantId: client.tenantId, id }))).go({ consistent: true });
  const ours = new Set(
    data
      .filter(({ clientId, kind, deletedAt }) => clientId === client.id && kind === "kyc" && deletedAt === undefined)
      .map(({ id }) => id),
  );
  return ids.every((id) => ours.has(id))
    ? []
    : [{ path: "documentIds", message: "must be identity documents filed with this client" }];
}

/** For whoever reads the file in five years. No number of a document: that stands in the check. */
const detailsOf = ({ way, seenOn, document, certifier, screening, documentIds }: Seen): string[] => [
  way === "in-person"
    ? `Original ${DOCUMENT_WORDS[document.type]} seen on ${seenOn}, with the person`
    : `Certified copy of a ${DOCUMENT_WORDS[document.type]} seen on ${seenOn}`,
  ...(certifier ? [`Certified on ${certifier.on} by ${certifier.name}, ${certifier.capacity}`] : []),
  `Screened on ${screening.on} against ${screening.source}: ${screening.clear ? "nothing found" : "something found"}`,
  `Copies kept: ${documentIds.length}`,
];
const DOCUMENT_WORDS = {
  passport: "passport",
  driving_licence: "driving licence",
  national_identity_card: "national identity card",
} as const;
