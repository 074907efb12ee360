/** Money received on invoices. Access patterns: docs/data-model/invoice.md. */
import { record, reverse } from "./commands.ts";
import { list, listForInvoice } from "./queries.ts";

export const Payment = { record, reverse, list, listForInvoice };
