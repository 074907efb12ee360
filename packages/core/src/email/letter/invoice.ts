/**
 * What an invoice's mail says, as plain texts: the template lays them out, and the page shows them before the mail goes, so
 * that nobody sends what they have not read. Safe for the browser.
 */
import { formatDay } from "../../lib/text/day.ts";
import { formatPence } from "../../lib/text/money.ts";

export interface InvoiceLetterProps {
  firmName: string;
  clientName: string;
  /** Absent when nobody knows who reads it. */
  contactName?: string | undefined;
  number: string;
  totalPence: number;
  duePence: number;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  poNumber?: string | undefined;
  /** What the sender adds, line breaks kept. */
  message?: string | undefined;
}

export interface Letter {
  subject: string;
  heading: string;
  paragraphs: string[];
  action: string;
}

/** The words of the mail. `duePence` differs from `totalPence` when part is paid already. */
export function invoiceLetter(props: InvoiceLetterProps): Letter {
  const { firmName, clientName, contactName, number, totalPence, duePence, dueOn, poNumber, message } = props;
  const order = poNumber ? ` for your order ${poNumber}` : "";
  const paid = totalPence - duePence;
  const sum =
    paid === 0
      ? `It comes to ${formatPence(totalPence)}`
      : `It comes to ${formatPence(totalPence)}, of which ${formatPence(paid)} is paid: ${formatPence(duePence)}`;
  return {
    subject: `Invoice ${number} from ${firmName}`,
    heading: `Invoice ${number}`,
    paragraphs: [
      contactName ? `Hi ${contactName},` : "Hello,",
      ...(message ? message.split(/\n{2,}/) : []),
      `Here is invoice ${number} from ${firmName} to ${clientName}${order}. ${sum}${paid === 0 ? ", due" : " is due"} by ${formatDay(dueOn)}.`,
      `Please use ${number} as the reference of your payment.`,
    ],
    action: "View the invoice",
  };
}
