/** Everything on which to decide, of one client. */
import { DocumentRow } from "../../document/entity.ts";
import { folderOf } from "../../document/rule/folder.ts";
import { toSummary } from "../../document/rule/view.ts";
import { Extraction } from "../../extraction/index.ts";
import { Firm } from "../../firm/index.ts";
import { Kyc } from "../../kyc/index.ts";
import { today } from "../../lib/clock.ts";
import { dayOf } from "../../lib/text/day.ts";
import { loadAnswers } from "../../onboarding/answer/read.ts";
import { recipientOf } from "../../onboarding/mail.ts";
import { rowsOf } from "../../person/index.ts";
import type { Fields } from "../../outbox/merge.ts";
import { SyncRow } from "../../outbox/record.ts";
import { decisionsOf } from "../decision.ts";
import type { DecisionItem } from "../entity.ts";
import { discrepancies, draftReport } from "../match/discrepancy.ts";
import { matrixOf } from "../match/matrix.ts";
import { openHits, standingAgainst, unsettled } from "../rule/against.ts";
import { suggestRisk } from "../../case/rule/risk.ts";
import type { Review, ReviewDecision } from "../schema.ts";
import { answersInWords } from "./answers.ts";
import { toCheck } from "./checks.ts";
import { isCompany, ownersOf, pscsOf, statementsOf } from "./statements.ts";

/** A client's identity papers; more than this nobody needs to look at. */
const MAX_DOCUMENTS = 50;

/** The case, for who has checked that the actor may see it. A dozen requests, mostly at once. Error: `client.not-found`. */
export async function readReview(clientId: string): Promise<Review> {
  const answered = await loadAnswers(clientId);
  const { client, row, answers } = answered;
  const { tenantId } = row;
  const [firm, rows, people, papers, history, sync, extracted] = await Promise.all([
    Firm.fromId(tenantId),
    Kyc.fromClient(clientId),
    rowsOf(clientId),
    DocumentRow.query
      .byFolder({ tenantId, clientId })
      .begins({ folder: folderOf.kyc })
      .go({ order: "desc", limit: MAX_DOCUMENTS }),
    decisionsOf(clientId),
    SyncRow.get({ tenantId, kind: "contact", id: clientId }).go(),
    Extraction.suggestions(clientId),
  ]);
  const checks = rows.map(toCheck);
  const to = recipientOf(row, client);
  const matrix = matrixOf(
    statementsOf({
      client,
      answers,
      people,
      check: rows.find(({ outcome }) => outcome !== undefined),
      extracted,
      contact: sync.data?.xeroId === undefined ? undefined : texts(sync.data.base ?? {}),
    }),
    { company: isCompany(client) },
  );
  const found = isCompany(client) && row.submittedAt ? discrepancies(ownersOf(answers), pscsOf(people)) : [];
  const { companyNumber } = client;
  return {
    clientId,
    clientName: client.name,
    clientType: client.type,
    clientStatus: client.status,
    companyNumber: companyNumber ?? null,
    status: row.status,
    since: row.since,
    version: row.version,
    review: row.review,
    submittedAt: row.submittedAt ?? null,
    attempts: row.attempts,
    alertAt: row.alertAt ?? null,
    isWelcomed: row.welcomedAt !== undefined,
    risk: row.risk ?? null,
    suggested: suggestRisk({
      answers: row.riskAnswers ?? null,
      hits: openHits(checks).map(({ type }) => type),
      dismissed: checks.flatMap(({ hits }) => hits.filter(({ dismissed }) => dismissed).map(({ type }) => type)),
      outcome: checks.find(({ outcome }) => outcome !== null)?.outcome ?? null,
      differences: matrix.filter(({ verdict }) => verdict === "differs").length,
      discrepancies: found.length,
    }),
    reviewDueOn: row.reviewDueOn ?? null,
    more: row.more ?? null,
    proposed: row.proposed ?? null,
    decision: row.decision ?? null,
    relationshipEndedAt: row.relationshipEndedAt ?? null,
    legalHold: row.legalHold ?? null,
    unsettled: unsettled(row),
    otherWay: row.otherWay ?? null,
    against: standingAgainst({ checks, riskAnswers: row.riskAnswers }),
    matrix,
    discrepancies: found,
    discrepancyReport: draftReport({
      firmName: firm.name,
      companyName: client.registeredName ?? client.name,
      companyNumber: companyNumber ?? "no number",
      on: today(),
      registerReadOn: client.registerFetchedAt === undefined ? null : dayOf(client.registerFetchedAt),
      found,
    }),
    readings: extracted,
    checks,
    answers: answersInWords(answered),
    documents: papers.data.map(toSummary),
    history: history.map(toDecision),
    mail: to && { to: to.email, contactName: to.name, firmName: firm.name },
  };
}

const texts = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );

const toDecision = ({ id, kind, at, by, byName, reason, details }: DecisionItem): ReviewDecision => ({
  id,
  kind,
  at,
  by,
  byName,
  reason,
  details,
});
