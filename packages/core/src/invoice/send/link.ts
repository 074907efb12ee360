/**
 * The link of an invoice's mail, for a client without an account: `pk = g#invoice-link#<sha256 of the token>`. It opens one
 * invoice and nothing else, for 90 days; the token itself is in the mail alone.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { appUrl } from "../../lib/app-url.ts";
import { DAY_MS, isoIn, now, ttlIn } from "../../lib/clock.ts";
import { hashToken, newToken } from "../../lib/secret/crypto.ts";
import { VisibleError } from "../../lib/error.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import type { TransactItem } from "../../lib/table/transact.ts";

const VALID_MS = 90 * DAY_MS;
/** An old link still says why it does not work for this long. */
const KEPT_MS = VALID_MS + 90 * DAY_MS;

export interface InvoiceLink {
  tenantId: string;
  invoiceId: string;
  /** Whom it was sent to. */
  to: string;
  expiresAt: string;
}

const key = (token: string) => ({ pk: `g#invoice-link#${hashToken(token)}`, sk: "link" });

/** A new link and the write that makes it work. */
export function newLink(of: Omit<InvoiceLink, "expiresAt">): { url: string; expiresAt: string; item: TransactItem } {
  const token = newToken();
  const expiresAt = isoIn(VALID_MS);
  return {
    url: `${appUrl()}/invoice/${token}`,
    expiresAt,
    item: {
      raw: {
        Put: {
          TableName: tableName(),
          Item: { ...key(token), ...of, expiresAt, ttl: ttlIn(KEPT_MS) },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
    },
  };
}

/** What a token opens. One request. Errors: `invoice-link.not-found`, `invoice-link.expired`. */
export async function readLink(token: string): Promise<InvoiceLink> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(token), ConsistentRead: true }),
  );
  if (!Item)
    throw new VisibleError(
      "not-found",
      "invoice-link.not-found",
      "This link does not work. Open it again from the mail, or ask who sent it for another.",
    );
  const link = {
    tenantId: String(Item.tenantId),
    invoiceId: String(Item.invoiceId),
    to: String(Item.to),
    expiresAt: String(Item.expiresAt),
  };
  if (Date.parse(link.expiresAt) > now()) return link;
  throw new VisibleError(
    "gone",
    "invoice-link.expired",
    "This link has run out. Ask who sent it for another; in the client portal the invoice is still there.",
  );
}
