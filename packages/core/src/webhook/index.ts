/** Events received from providers. Access patterns: docs/data-model/event.md. */
export { type Received, receiveDelivery } from "./receive.ts";
