import type { EmailStatus } from "@practice-hub/core/email/schema";
import { useState } from "react";
import { useTitle } from "../../lib/title.ts";
import { Select } from "../../ui/form/input.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { EmailDrawer } from "./drawer.tsx";
import { EmailList } from "./list.tsx";
import type { Email } from "./queries.ts";
import { EMAIL_WORDS } from "./status-badge.tsx";

/** Every mail of the firm; the filter lives in the address. */
export function EmailsPage({
  status,
  onStatus,
}: {
  status: EmailStatus | undefined;
  onStatus: (status: EmailStatus | undefined) => void;
}) {
  useTitle("Emails");
  const [open, setOpen] = useState<Email | null>(null);
  return (
    <>
      <PageHead title="Emails">What was sent, to whom, and whether it arrived. What a mail said is not kept.</PageHead>
      <div className="mb-3">
        <Select
          aria-label="Status"
          className="w-auto!"
          value={status ?? ""}
          onChange={(event) => onStatus((event.target.value || undefined) as EmailStatus | undefined)}
        >
          <option value="">All statuses</option>
          {Object.entries(EMAIL_WORDS).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <Panel flush>
        <EmailList
          filter={{ status }}
          onOpen={setOpen}
          empty={status ? "No mail has this status." : "Mails you send to clients and colleagues appear here."}
        />
      </Panel>
      {open ? <EmailDrawer email={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
