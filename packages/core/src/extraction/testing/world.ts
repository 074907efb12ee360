/** For tests of reading: firms, clients, and documents uploaded as a client's own person does. */
import { gemini } from "./own-world.ts";
import { specimen, type Specimen, type Wanted } from "../../../../local/src/specimen/index.ts";
import { Client } from "../../client/index.ts";
import { Document } from "../../document/index.ts";
import type { ContentType } from "../../document/rule/type.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { inFirm } from "../../invoice/testing/fixture.ts";
import { type PortalActor, tenantId, withActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import { Extraction } from "../index.ts";
import { AI_CONSENT_VERSION } from "../schema.ts";
import { work } from "../work.ts";

/** Makes the twin's model behave; `{}` puts it right again. */
export const script = (scenario: object) =>
  fetch(`${gemini.url}/__scenario`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(scenario),
  });

const drawn = new Map<string, Promise<Specimen>>();
/** Each paper is drawn once. */
export function paper(wanted: Wanted): Promise<Specimen> {
  const name = JSON.stringify(wanted);
  const known = drawn.get(name) ?? specimen(wanted);
  drawn.set(name, known);
  return known;
}

export interface Papers {
  clientId: string;
  person: PortalActor;
  /** As the person of the client. */
  asPerson: <T>(run: () => Promise<T>) => Promise<T>;
}

/** In a new firm whose switch is on, as its owner, with a client whose person acts in the portal. */
export const withPapers = async (run: (papers: Papers) => Promise<void>): Promise<void> =>
  inFirm(
    async () => {
      await Extraction.updateSetting({ enabled: true, version: 0 });
      const { id: clientId } = await Client.create({ type: "sole_trader", name: "Rowan Gardens" });
      const person: PortalActor = {
        kind: "portal",
        tenantId: tenantId(),
        userId: newId("usr"),
        name: "Rosa Rowan",
        email: "rosa@rowan.example",
        clientIds: [clientId],
      };
      await run({ clientId, person, asPerson: (doing) => withActor(person, doing) });
    },
    await someFirm(),
  );

type Uploaded = Pick<Specimen, "name" | "body"> & { contentType: ContentType };

/** Uploads a paper as a browser does; answers the document's id. */
export async function upload({ name, contentType, body }: Uploaded, kind: "kyc" | "client" = "kyc"): Promise<string> {
  const begun = await Document.beginForPortal({ kind, name, contentType, sizeBytes: body.byteLength });
  const form = new FormData();
  for (const [field, value] of Object.entries(begun.upload.fields)) form.set(field, value);
  form.set("file", new Blob([new Uint8Array(body)]));
  await fetch(begun.upload.url, { method: "POST", body: form });
  await Document.completeForPortal(begun.id);
  return begun.id;
}

export const wanted = (documentId: string) => Extraction.start({ documentId, consent: AI_CONSENT_VERSION });

/** The worker's turn at one document. */
export const worked = (id: string) =>
  withActor({ kind: "system", name: "extract-worker", tenantId: tenantId() }, () => work({ tenantId: tenantId(), id }));

/** Wanted by the person and worked on once. */
export async function read(documentId: string) {
  await wanted(documentId);
  await worked(documentId);
  return Extraction.fromDocument(documentId);
}
