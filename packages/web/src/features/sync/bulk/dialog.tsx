import type { RecordRef } from "@practice-hub/core/sync/schema";
import { useState } from "react";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { PlanFlow } from "../plan/flow.tsx";

/** Sends the chosen records: first what would happen in Xero, then how far it is. */
export default function BulkDialog({
  records,
  onClose,
  onDone,
}: {
  records: readonly RecordRef[];
  onClose: () => void;
  onDone: () => void;
}) {
  // What was chosen when it was opened: the list behind it may change.
  const [chosen] = useState(records);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title="Send to Xero"
      description="What would happen in Xero now. Nothing goes before you say so."
    >
      <PlanFlow
        records={chosen}
        nothing="Nothing of this is for Xero yet: drafts stay here until they are approved."
        onClose={onDone}
      />
    </Dialog>
  );
}
