import { useState } from "react";
import { Panel } from "../../../ui/layout/page.tsx";
import { EmailDrawer } from "../../email/drawer.tsx";
import { EmailList } from "../../email/list.tsx";
import type { Email } from "../../email/queries.ts";

/** Mails to this client; statuses change by themselves. */
export function EmailsTab({ id }: { id: string }) {
  const [open, setOpen] = useState<Email | null>(null);
  return (
    <Panel flush>
      <EmailList
        filter={{ clientId: id }}
        onOpen={setOpen}
        empty="Mails to this client appear here with what became of them. Invite a person to the portal to send the first."
      />
      {open ? <EmailDrawer email={open} onClose={() => setOpen(null)} /> : null}
    </Panel>
  );
}
