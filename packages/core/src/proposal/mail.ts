/** Mail to the client about a version that was sent. */
import { emailItems } from "../email/index.ts";
import { appUrl } from "../lib/app-url.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import type { ProposalItem, VersionItem } from "./entity.ts";

/** The writes that queue the mail; afterwards `nudgeEmail`. Its link leads to the portal, which asks who is there. */
export const mailItems = (
  template: "proposal-sent" | "proposal-reminder",
  row: ProposalItem,
  version: VersionItem,
): { id: string; items: TransactItem[] } =>
  emailItems({
    tenantId: row.tenantId,
    to: version.sentTo,
    template,
    clientId: row.clientId,
    props: {
      firmName: version.firmName,
      clientName: version.clientName,
      contactName: version.contactName,
      number: row.number,
      title: version.title,
      validUntilOn: version.validUntilOn,
      url: `${appUrl()}/client-portal/proposals/${row.id}`,
    },
  });
