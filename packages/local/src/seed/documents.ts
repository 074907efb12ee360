/** The demo client's papers, uploaded as a browser does: begun, posted to the storage, completed. */
import type { Caller } from "./caller.ts";
import { pdf, png } from "./paper.ts";

const CONFLICT = 409;

const PAPERS = [
  {
    kind: "kyc",
    name: "Passport of Iris Rowan.png",
    contentType: "image/png",
    expiresOn: "2031-05-17",
    body: png(640, 440),
  },
  {
    kind: "client",
    name: "Letter of engagement.pdf",
    contentType: "application/pdf",
    visibleToClient: true,
    body: pdf("Letter of engagement", [
      "Alder & Co will prepare your annual accounts and your corporation tax return.",
      "You will send us your records within two months of the year end.",
      "Either of us may end this with a month's notice.",
    ]),
  },
  {
    kind: "client",
    name: "Bank statement October 2026.pdf",
    contentType: "application/pdf",
    body: pdf("Statement of account, October 2026", ["Opening balance 4,210.55", "Closing balance 6,884.02"]),
  },
] as const;

/** Files the papers of one client. What an earlier, killed seed already did stays as it is. */
export async function fileDocuments(owner: Caller, clientId: string): Promise<void> {
  for (const { body, ...described } of PAPERS) {
    const begun = await owner.call("POST", "/api/documents", { clientId, ...described, sizeBytes: body.byteLength });
    const { url, fields } = begun.upload as { url: string; fields: Record<string, string> };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("file", new Blob([new Uint8Array(body)]));
    // A form of yesterday is refused; then the file is there already, or this paper is left out.
    await fetch(url, { method: "POST", body: form });
    await owner.call("POST", `/api/documents/${String(begun.id)}/complete`, undefined, [CONFLICT]);
  }
}
