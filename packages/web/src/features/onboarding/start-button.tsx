import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useCan } from "../../lib/account/me.ts";
import type { CaseRecord } from "./queries.ts";
import type { StartDialogProps } from "./start-dialog.tsx";

/** The form library loads when somebody begins, not with every record. */
const StartDialog = lazy(() => import("./start-dialog.tsx"));

interface Props extends Pick<StartDialogProps, "of"> {
  status: CaseRecord["status"];
  to: { name: string; email: string } | null;
  className?: string;
}

/** Begins the case of a client who was never asked, or a new one for who was rejected or has left; nothing while one is open. */
export function StartButton({ of, status, to, className }: Props) {
  const [open, setOpen] = useState(false);
  const again = status === "rejected" || status === "closed";
  const mayInvite = useCan("invitation:send");
  const mayDecide = useCan("kyc:decide");
  if (!mayInvite || !(again ? mayDecide : status === "not_started")) return null;
  return (
    <>
      <Button className={className} onClick={() => setOpen(true)}>
        {again ? "Open a new case" : "Start onboarding"}
      </Button>
      <Suspense>
        {open ? (
          <StartDialog of={of} again={again} to={to ?? { name: "", email: "" }} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
