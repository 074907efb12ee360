/** Reads one proposal of the actor's firm, strongly; what is not there and what is another firm's are the same 404. */
import { tenantId } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { ProposalRow, type ProposalItem, SentWordsRow, SignatureRow, VersionRow, WordsRow } from "../entity.ts";
import type { Changed } from "../rule/change.ts";
import type { Sent, Whole } from "../rule/view.ts";

/** Row and words are two items: a read that falls between two commits is repeated, this often at most. */
const MAX_READS = 5;
/** More versions than anybody sends; `send` refuses the next one. */
export const MAX_VERSIONS = 50;

/** `0007`: versions sort as text. */
export const versionKey = (number: number): string => String(number).padStart(4, "0");

/** The row alone. One request. */
export async function loadRow(id: string): Promise<ProposalItem> {
  const { data } = await ProposalRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("proposal");
  return data;
}

/** The proposal with the words as they are being written. Two requests, at once; two more when somebody saved in between. */
export async function load(id: string): Promise<Changed> {
  const key = { tenantId: tenantId(), proposalId: id };
  for (let reads = 1; reads <= MAX_READS; reads += 1) {
    const [row, words] = await Promise.all([loadRow(id), WordsRow.get(key).go({ consistent: true })]);
    if (words.data && row.wordsVersion === words.data.version) return { row, words: words.data.words };
  }
  throw new Error("the words of a proposal do not belong to its row");
}

/** What was sent of it, newest first, and its signature. Two requests, at once. */
export async function loadSent(id: string): Promise<Pick<Whole, "versions" | "signature">> {
  const key = { tenantId: tenantId(), proposalId: id };
  const [versions, signature] = await Promise.all([
    VersionRow.query.byProposal(key).go({ consistent: true, order: "desc", limit: MAX_VERSIONS }),
    SignatureRow.get(key).go({ consistent: true }),
  ]);
  return { versions: versions.data, signature: signature.data };
}

/** One version that was sent, with its words and, when it was signed, the signature. Three requests, at once. */
export async function loadVersion(row: ProposalItem, number: number): Promise<Sent> {
  const key = { tenantId: row.tenantId, proposalId: row.id };
  const [version, words, signature] = await Promise.all([
    VersionRow.get({ ...key, number: versionKey(number) }).go({ consistent: true }),
    SentWordsRow.get({ ...key, number: versionKey(number) }).go({ consistent: true }),
    SignatureRow.get(key).go({ consistent: true }),
  ]);
  if (!version.data || !words.data) throw notFound("proposal");
  return { row, version: version.data, words: words.data.words, signature: signature.data };
}
