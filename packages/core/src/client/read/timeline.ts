/** A client's timeline: what people did and what became of the mails, merged by the instants in their ids. */
import { Activity } from "../../activity/index.ts";
import type { TimelineEntry } from "../schema.ts";
import { Email, mayReadMail } from "../../email/index.ts";
import type { EmailSummary } from "../../email/schema.ts";
import { requireStaff } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import type { Page, PageQuery } from "../../lib/page.ts";
import { requireOwn } from "./load.ts";

/** Both kinds of id end in a ULID, which sorts by time: it is the cursor, and where both lists go on. */
const ulidOf = (entry: { id: string }): string => entry.id.slice(entry.id.indexOf("_") + 1);

/** Newest first; a page is shorter than asked by what this person may not read. Three requests. */
export async function timeline(id: string, { cursor, limit }: PageQuery): Promise<Page<TimelineEntry>> {
  const actor = requireStaff("activity:read");
  if (cursor !== undefined && !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(cursor))
    throw new VisibleError(
      "invalid",
      "cursor.invalid",
      "This page link is no longer valid. Start from the first page.",
    );
  const below = (prefix: string) => (cursor === undefined ? undefined : `${prefix}_${cursor}`);
  const [, activities, emails] = await Promise.all([
    requireOwn(id),
    Activity.listBefore(id, below("act"), limit + 1),
    Email.listBefore(id, below("eml"), limit + 1),
  ]);
  const merged = [
    ...activities.map((entry) => ({ kind: "activity", ...entry }) as const),
    ...emails.map(toEntry),
  ].toSorted((a, b) => (ulidOf(a) < ulidOf(b) ? 1 : -1));
  const page = merged.slice(0, limit);
  const last = page.at(-1);
  const items = page.filter((one) => (one.kind === "email" ? mayReadMail(actor, one) : Activity.mayRead(actor, one)));
  return { items, nextCursor: merged.length > limit && last ? ulidOf(last) : null };
}

const toEntry = (email: EmailSummary): TimelineEntry => ({
  kind: "email",
  id: email.id,
  at: email.queuedAt,
  emailId: email.id,
  template: email.template,
  subject: email.subject,
  to: email.to,
  status: email.status,
  events: email.events,
});
