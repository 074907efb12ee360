/** Events received from providers. Access patterns: docs/data-model/event.md. */
import { fromId, list, volume } from "./read.ts";
import { replay, replayMany } from "./replay.ts";

export { receiveDelivery } from "./receive.ts";

/** The event log. */
export const Event = { list, fromId, volume, replay, replayMany };
