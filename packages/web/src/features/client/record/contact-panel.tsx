import { MailWarning } from "lucide-react";
import { Facts, Panel } from "../../../ui/layout/page.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { InlineField } from "./inline-field.tsx";
import type { Client } from "../queries.ts";
import type { Save } from "./save.ts";

/** The person the firm writes to, and whether mail reaches them. */
export function ContactPanel({ client, save, mayWrite }: { client: Client; save: Save; mayWrite: boolean }) {
  const { contact } = client;
  if (!contact && !mayWrite) {
    return (
      <Panel flush title="Contact" id="contact">
        <Empty title="No contact yet" />
      </Panel>
    );
  }
  const bad = contact && contact.emailStatus !== "ok";
  return (
    <Panel
      flush
      title="Contact"
      id="contact"
      actions={
        bad ? (
          <Badge tone="bad" icon={MailWarning}>
            {contact.emailStatus === "bounced" ? "Mail came back" : "Reported as spam"}
          </Badge>
        ) : null
      }
    >
      <Facts>
        <InlineField
          save={save}
          mayWrite={mayWrite}
          name="contact.name"
          label="Name"
          about="contact's"
          value={contact?.name ?? null}
        />
        {contact ? (
          <>
            <InlineField
              save={save}
              mayWrite={mayWrite}
              name="contact.email"
              label="Email address"
              about="contact's"
              value={contact.email}
              inputType="email"
            />
            <InlineField
              save={save}
              mayWrite={mayWrite}
              name="contact.phone"
              label="Telephone"
              about="contact's"
              value={contact.phone}
              inputType="tel"
            />
            <InlineField
              save={save}
              mayWrite={mayWrite}
              name="contact.jobTitle"
              label="Job title"
              about="contact's"
              value={contact.jobTitle}
            />
          </>
        ) : null}
      </Facts>
    </Panel>
  );
}
