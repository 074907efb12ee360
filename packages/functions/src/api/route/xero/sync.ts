import { syncContracts as contract } from "../../contract/xero/sync.ts";
import { route } from "../../route.ts";

/** Xero's SDK is in a chunk of its own, which only these routes load. */
const sync = () => import("@practice-hub/core/lane/staff");

export const syncRoutes = [
  route(contract.mapping, async ({ query }) => (await sync()).mapping(query.refresh === "1")),
  route(contract.saveMapping, async ({ body }) => (await sync()).saveMapping(body)),
  route(contract.matching, async ({ query }) => (await sync()).listMatches(query)),
  route(contract.matchCounts, async () => (await sync()).matchCounts()),
  route(contract.contacts, async ({ query: { q } }) => ({ items: q ? await (await sync()).searchContacts(q) : [] })),
  route(contract.match, async ({ body }) => (await sync()).decideMatches(body.decisions)),
  route(contract.finishMatching, async () => (await sync()).finishMatching()),
  route(contract.plan, async ({ body }) => (await sync()).plan(body)),
  route(contract.apply, async ({ body }) => (await sync()).apply(body)),
  route(contract.retry, async ({ body }) => (await sync()).retry(body)),
  route(contract.counts, async () => (await sync()).counts()),
  route(contract.records, async ({ query }) => (await sync()).listRecords(query)),
  route(contract.watch, async ({ body }) => (await sync()).watchRecords(body)),
  route(contract.issues, async () => (await sync()).issues()),
  route(contract.runs, async ({ query }) => (await sync()).runs(query)),
  route(contract.ofClient, async ({ params }) => (await sync()).clientView(params.id)),
  route(contract.ofInvoice, async ({ params }) => (await sync()).invoiceView(params.id)),
  route(contract.ofPayment, async ({ params }) => (await sync()).paymentView(params.id, params.paymentId)),
  route(contract.client, async ({ params }) => (await sync()).syncClient(params.id)),
  route(contract.invoice, async ({ params }) => (await sync()).syncInvoice(params.id)),
  route(contract.payment, async ({ params }) => (await sync()).syncRecordedPayment(params.id, params.paymentId)),
];
