/** The invoice as a PDF: a short link after a check, with an audit row for each opening (R6). */
import { activity } from "../../activity/index.ts";
import { loadProfile } from "../../firm/index.ts";
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
  return pdfOf(await loadRow(id), "opened as PDF");
}

/** For the client's own people, once it was sent; before that, and another client's, are 404. */
export async function pdfForPortal(id: string): Promise<PdfLink> {
  requirePortal();
  const row = await loadRow(id);
  requireShown(row);
  return pdfOf(row, "opened as PDF in the portal");
}

/** The link, once the caller has checked who asks. `how` completes the audit row's sentence. */
export async function pdfOf(row: InvoiceItem, how: string): Promise<PdfLink> {
  const profile = await loadProfile();
  return linkTo(
    { tenantId: row.tenantId, kind: "invoice", id: row.id },
    {
      version: printVersion(row, profile?.version ?? 0),
      fileName: `${row.number}.pdf`,
      opened: () => [
        activity({
          entityType: "invoice",
          entityId: row.id,
          clientId: row.clientId,
          action: "invoice.opened",
          summary: `Invoice ${row.number} ${how}`,
        }),
      ],
    },
  );
}
