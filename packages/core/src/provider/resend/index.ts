/** Mail by Resend. Holds the SDK: only the mail worker imports it. */
export { sendMail } from "./client.ts";
export { mailTags } from "./event.ts";
