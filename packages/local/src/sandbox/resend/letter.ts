/** What Resend accepts as a mail, with the error names and sentences of its API reference. */
import type { Letter, MailTag } from "./store.ts";

export interface Refusal {
  statusCode: number;
  name: string;
  message: string;
}
export const refusal = (statusCode: number, name: string, message: string): Refusal => ({ statusCode, name, message });

const invalid = (message: string): Refusal => refusal(422, "validation_error", message);

const ADDRESS = /^[^\s@<>"(),:;]+@([a-z0-9-]+(\.[a-z0-9-]+)+)$/i;
const NAMED = /^[^<>\r\n]*<([^<>]+)>$/;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
const MAX_RECIPIENTS = 50;
/** Reserved by RFC 2606; Resend refuses them so that nobody ruins a sender's reputation with tests. */
const RESERVED = new Set(["example.com", "example.net", "example.org"]);

/** The bare address of `Name <address>`. */
export const bareAddress = (value: string): string => (NAMED.exec(value)?.[1] ?? value).trim();
const domainOf = (value: string): string | undefined => ADDRESS.exec(bareAddress(value))?.[1]?.toLowerCase();

/** Reads one mail of a request, or says what is wrong with it. */
export function readLetter(value: unknown): Letter | Refusal {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return invalid("The request body must be an object.");
  const body = value as Record<string, unknown>;
  for (const field of ["from", "to", "subject"])
    if (body[field] === undefined || body[field] === "")
      return refusal(422, "missing_required_field", `Missing \`${field}\` field.`);
  if (typeof body.html !== "string" && typeof body.text !== "string")
    return refusal(422, "missing_required_field", "Missing `html` or `text` field.");
  if (typeof body.from !== "string" || domainOf(body.from) === undefined)
    return refusal(
      422,
      "invalid_from_address",
      "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
    );
  if (domainOf(body.from)?.startsWith("unverified."))
    return refusal(
      403,
      "validation_error",
      `The ${domainOf(body.from)} domain is not verified. Please, add and verify your domain on https://resend.com/domains`,
    );
  if (typeof body.subject !== "string" || /[\r\n]/.test(body.subject)) return invalid("Invalid `subject` field.");
  const lists = {
    to: addresses(body.to),
    cc: addresses(body.cc),
    bcc: addresses(body.bcc),
    reply_to: addresses(body.reply_to),
  };
  for (const [field, list] of Object.entries(lists)) {
    if (list === null)
      return invalid(
        `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
      );
    if (list.some((address) => RESERVED.has(domainOf(address) ?? "")))
      return invalid(
        `Invalid \`${field}\` field. Please use our testing email address instead of domains like \`example.com\`.`,
      );
  }
  if ((lists.to?.length ?? 0) > MAX_RECIPIENTS) return invalid("The `to` field may hold at most 50 addresses.");
  const tags = readTags(body.tags);
  if (!tags) return invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
  return {
    from: body.from,
    to: lists.to ?? [],
    cc: lists.cc ?? [],
    bcc: lists.bcc ?? [],
    replyTo: lists.reply_to ?? [],
    subject: body.subject,
    html: typeof body.html === "string" ? body.html : null,
    text: typeof body.text === "string" ? body.text : null,
    tags,
  };
}

function addresses(value: unknown): string[] | null {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? value : [value];
  return list.every((one): one is string => typeof one === "string" && domainOf(one) !== undefined) ? list : null;
}

function readTags(value: unknown): MailTag[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return null;
  const isTag = (tag: Partial<MailTag> | null): tag is MailTag =>
    TAG.test(tag?.name ?? "") && TAG.test(tag?.value ?? "");
  const tags = value as (Partial<MailTag> | null)[];
  return tags.every(isTag) ? tags : null;
}

export const isRefusal = (value: object): value is Refusal => "statusCode" in value;
