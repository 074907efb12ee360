/** The invoice as a PDF: a short link after a check, with an audit row for each opening (R6). */
import { activity } from "../../activity/index.ts";
import { requirePortal, requireStaff } from "../../lib/actor.ts";
import { linkTo } from "../../pdf/index.ts";
import type { PdfLink } from "../../pdf/schema.ts";
import type { InvoiceItem } from "../entity.ts";
import { printVersion } from "../print/version.ts";
import { loadRow } from "./load.ts";
import { requireShown } from "./portal.ts";

/** For staff, drafts too. `preparing` until the worker has made it: ask again. Errors: `invoice.not-found`. */
export async function pdf(id: string): Promise<PdfLink> {
  requireStaff("invoice:read");
  return link(await loadRow(id));
}

/** For the client's own people, once it was sent; before that, and another client's, are 404. */
export async function pdfForPortal(id: string): Promise<PdfLink> {
  requirePortal();
  const row = await loadRow(id);
  requireShown(row);
  return link(row);
}

const link = (row: InvoiceItem): Promise<PdfLink> =>
  linkTo(
    { tenantId: row.tenantId, kind: "invoice", id: row.id },
    {
      version: printVersion(row),
      fileName: `${row.number}.pdf`,
      opened: () => [
        activity({
          entityType: "invoice",
          entityId: row.id,
          clientId: row.clientId,
          action: "invoice.opened",
          summary: `Invoice ${row.number} opened as PDF`,
        }),
      ],
    },
  );
