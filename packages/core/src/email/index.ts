/**
 * Outgoing mail (R5, F35–F41). Every mail is a row first; the worker sends it (deliver.ts, not exported here: only the
 * worker may hold the renderer and the provider's SDK), and the provider's events move its status.
 */
import { addressState, allowAddress } from "./address.ts";
import { listBefore } from "./before.ts";
import { enqueue, resend } from "./commands.ts";
import { applyEvent } from "./event.ts";
import { fromId, list } from "./queries.ts";

export { emailItems, nudgeEmail } from "./commands.ts";
export { NO_FIRM } from "./schema.ts";

/** For a client's timeline, which reads all and leaves out what this person may not read. */
export { mayRead as mayReadMail } from "./summary.ts";

export const Email = { enqueue, list, listBefore, fromId, resend, applyEvent, addressState, allowAddress };
