import { Evidence } from "@practice-hub/core/evidence";
import { Review } from "@practice-hub/core/review";
import { kycContracts as contract } from "../../contract/take-on/kyc.ts";
import { route } from "../../route.ts";

export const kycRoutes = [
  route(contract.list, ({ query }) => Review.list(query)),
  route(contract.count, () => Review.count()),
  route(contract.counts, ({ query }) => Review.counts(query)),
  route(contract.upcoming, ({ query }) => Evidence.upcoming(query)),
  route(contract.fromClient, ({ params }) => Review.fromClient(params.id)),
  route(contract.approve, ({ params, body }) => Review.approve(params.id, body)),
  route(contract.secondApprove, ({ params, body }) => Review.secondApprove(params.id, body)),
  route(contract.sendBack, ({ params, body }) => Review.sendBack(params.id, body)),
  route(contract.reject, ({ params, body }) => Review.reject(params.id, body)),
  route(contract.requestMore, ({ params, body }) => Review.requestMore(params.id, body)),
  route(contract.takeOver, ({ params, body }) => Review.takeOver(params.id, body)),
  route(contract.identify, ({ params, body }) => Review.identify(params.id, body)),
  route(contract.rate, ({ params, body }) => Review.rate(params.id, body)),
  route(contract.dismissHit, ({ params, body }) => Review.dismissHit(params.id, params, body)),
  route(contract.reopen, ({ params, body }) => Evidence.reopen(params.id, body)),
  route(contract.reReview, ({ params, body }) => Review.reReview(params.id, body)),
  route(contract.end, ({ params, body }) => Evidence.endRelationship(params.id, body)),
  route(contract.hold, ({ params, body }) => Evidence.hold(params.id, body)),
  route(contract.release, ({ params, body }) => Evidence.release(params.id, body)),
  route(contract.evidence, ({ params }) => Evidence.fromClient(params.id)),
  route(contract.wantPack, ({ params }) => Evidence.wantPack(params.id)),
  route(contract.downloadPack, ({ params }) => Evidence.download(params.id, params.packId)),
];
