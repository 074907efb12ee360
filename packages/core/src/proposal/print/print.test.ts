import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Document, readDocument } from "../../document/index.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { inFirm, noonOf } from "../../invoice/testing/fixture.ts";
import { withActor } from "../../lib/actor.ts";
import { withClock } from "../../lib/clock.ts";
import { infoOf, textOf } from "../../pdf/testing/poppler.ts";
import { renderPdf } from "../../pdf/render.ts";
import { Proposal } from "../index.ts";
import { loadRow, loadVersion } from "../read/load.ts";
import { draft, LINE, person, signedBy } from "../testing/fixture.ts";
import { work } from "../work.ts";
import { Certificate } from "./certificate.tsx";
import { printOffer, printProposal } from "./index.tsx";

const inOne = <T>(run: () => Promise<T>): Promise<T> =>
  withClock(noonOf("2026-11-25"), async () => inFirm(run, await someFirm()));
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("what is signed is the stored file: the signed PDF is its pages and a certificate that names its hash, made once", () =>
  inOne(async () => {
    const made = await draft({
      introduction: "Dear Rosa,\nthis is our offer.",
      terms: "One month's notice.",
      lines: [
        { ...LINE, description: "With <script>payroll</script>" },
        { ...LINE, name: "Set-up", billing: "one_off", unitPricePence: 50_000 },
        { ...LINE, name: "Accounts", billing: "annual", unitPricePence: 120_000, vatRate: "reduced" },
      ],
    });
    expect(textOf(await renderPdf((await printProposal(made.id)).document))).toContain("Draft, not sent yet");
    await Proposal.send(made.id, { version: 1 });
    expect((await Promise.all([work(made.id), work(made.id)])).toSorted()).toEqual(["later", "made"]);
    expect(await work(made.id)).toBe("not-due");
    const { versions } = await Proposal.fromId(made.id);
    const hash = versions[0]?.documentHash ?? "";
    const { version } = await loadVersion(await loadRow(made.id), 1);
    const offer = await readDocument(version.documentId, hash);
    expect(sha256(offer)).toBe(hash);
    await expect(readDocument(version.documentId, "0".repeat(64))).rejects.toThrow(/not those that were recorded/);
    const text = textOf(offer);
    for (const words of [
      "PROP-0001",
      "Rowan & Daughters Limited",
      "24 December 2026",
      "this is our offer.",
      "With <script>payroll</script>",
      "£120.00",
      "£600.00",
      "£1,260.00",
      "£3,300.00 with VAT",
      "One month's notice.",
    ])
      expect(text).toContain(words);

    await signedBy(person(made.clientId), made.id, { name: "R. Rowan", otherName: true });
    expect(await work(made.id)).toBe("made");
    const { signature } = await loadVersion(await loadRow(made.id), 1);
    const signed = await readDocument(signature?.signedDocumentId ?? "", signature?.signedHash ?? "");
    const pages = Number(infoOf(offer).Pages);
    expect(Number(infoOf(signed).Pages)).toBe(pages + 1);
    const [ours, certificate] = textOf(signed).split("Certificate of acceptance\n");
    expect(ours?.trim()).toBe(text.trim());
    for (const words of [
      hash,
      "R. Rowan",
      "Rosa Rowan",
      "Director",
      "203.0.113.7",
      "Firefox/150",
      "as the signer stated",
    ])
      expect(certificate).toContain(words);
  }));

test("an offer that is taken back while its PDF is being made is never among the client's documents", () =>
  inOne(async () => {
    const made = await draft();
    const { version } = await Proposal.send(made.id, { version: 1 });
    const row = await loadRow(made.id);
    const before = await loadVersion(row, 1);
    await Proposal.update(made.id, { version, title: "With the right price" });
    expect(await printOffer(row, before.version, before.words)).toBe("later");
    const theirs = () =>
      withActor(person(made.clientId), async () =>
        (await Document.listForPortal({ limit: 5 })).items.map(({ id }) => id),
      );
    expect(await theirs()).toEqual([]);
    const { version: next } = await Proposal.fromId(made.id);
    await Proposal.send(made.id, { version: next });
    expect(await work(made.id)).toBe("made");
    expect(await theirs()).toEqual([(await loadVersion(await loadRow(made.id), 2)).version.documentId]);
  }));

test("an offer that is sent after midnight in summer bears the day it was sent on, as London has it", () =>
  withClock(
    () => Date.parse("2026-06-30T23:30:00Z"),
    async () =>
      inFirm(
        async () => {
          const made = await draft({ validUntilOn: "2026-07-24" });
          await Proposal.send(made.id, { version: 1 });
          await work(made.id);
          const { version } = await loadVersion(await loadRow(made.id), 1);
          const text = textOf(await readDocument(version.documentId, version.documentHash ?? ""));
          expect(text).toContain("1 July 2026");
          expect(text).not.toContain("30 June 2026");
        },
        await someFirm(),
      ),
  ));

test("the certificate speaks of another name only when it is one: case and spaces make none", async () => {
  const signature = {
    name: "rosa  ROWAN",
    accountName: "Rosa Rowan",
    email: "rosa@rowan.example",
    capacity: "Director",
    consent: "I accept",
    at: "2026-11-25T12:00:00.000Z",
    ip: "203.0.113.7",
    userAgent: "",
    documentVersion: 1,
    documentHash: "a".repeat(64),
    signedHash: null,
  };
  const of = { number: "PROP-0001", title: "Payroll", firmName: "Alder & Co", clientName: "Rowan Ltd", pages: 1 };
  const say = async (name: string) =>
    textOf(await renderPdf(Certificate({ ...of, signature: { ...signature, name } })));
  expect(await say("rosa  ROWAN")).not.toContain("another name");
  expect(await say("R. Rowan")).toContain("another name");
});
