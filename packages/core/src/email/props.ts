/**
 * What a mail says, sealed (R19), in an item of its own: `pk = t#<tenant>#email-props`, `sk = <email id>`. It may hold a
 * single-use link, so it goes when the mail arrives, and by the table's TTL when the link has run out or after a week.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, now } from "../lib/clock.ts";
import { baseUrl, readConfig } from "../lib/config.ts";
import { decryptObject, encryptObject } from "../lib/secret/crypto.ts";
import { documents, tableName } from "../lib/table/table.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import { EMAIL_PROPS, type EmailProps, type EmailTemplate } from "./schema.ts";

const KEPT_MS = 7 * DAY_MS;

const key = (tenantId: string, id: string) => ({ pk: `t#${tenantId}#email-props`, sk: id });
const context = (tenantId: string) => ({ tenantId, purpose: "email.props" });

/** Templates whose links act by themselves and must not outlive delivery. */
const SINGLE_USE: ReadonlySet<EmailTemplate> = new Set([
  "portal-invitation",
  "staff-invitation",
  "verify-email",
  "reset-password",
]);
export const isSingleUse = (template: EmailTemplate): boolean => SINGLE_USE.has(template);

/** Parses props and refuses a link that leaves the product: a mail of ours never sends anybody elsewhere. */
export function checkedProps<T extends EmailTemplate>(template: T, props: unknown): EmailProps<T> {
  const parsed = EMAIL_PROPS[template].parse(props) as EmailProps<T>;
  const { origin } = new URL(readConfig({ APP_URL: baseUrl() }).APP_URL);
  for (const [name, value] of Object.entries(parsed))
    if (/url$/i.test(name) && new URL(String(value)).origin !== origin)
      throw new Error(`email: ${template}.${name} is not a link of ours`);
  return parsed;
}

/** When a link in these props runs out; null when none does. */
export const expiryOf = (props: object): string | null =>
  "expiresAt" in props && typeof props.expiresAt === "string" ? props.expiresAt : null;

/** Until when the props are kept, ISO. */
export function keptUntil(props: object): string {
  const expiry = expiryOf(props);
  const week = now() + KEPT_MS;
  return new Date(expiry ? Math.min(Date.parse(expiry), week) : week).toISOString();
}

/** Writes the sealed props. */
export const putProps = (tenantId: string, id: string, props: object, until: string): TransactItem => ({
  raw: {
    Put: {
      TableName: tableName(),
      Item: {
        ...key(tenantId, id),
        sealed: encryptObject(props, context(tenantId)),
        ttl: Math.floor(Date.parse(until) / 1000),
      },
    },
  },
});

/** Removes the sealed props; no harm when they are gone. */
export const removeProps = (tenantId: string, id: string): TransactItem => ({
  raw: { Delete: { TableName: tableName(), Key: key(tenantId, id) } },
});

/** The props of a mail, opened and parsed; null when they are no longer kept. One request. */
export async function readProps<T extends EmailTemplate>(
  tenantId: string,
  id: string,
  template: T,
): Promise<EmailProps<T> | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId, id), ConsistentRead: true }),
  );
  // An expired item may be read for a while: TTL deletes late.
  if (typeof Item?.sealed !== "string" || Number(Item.ttl) * 1000 < now()) return null;
  return EMAIL_PROPS[template].parse(decryptObject(Item.sealed, context(tenantId))) as EmailProps<T>;
}
