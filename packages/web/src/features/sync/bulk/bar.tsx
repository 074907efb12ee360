import { MAX_PLANNED } from "@practice-hub/core/sync/schema";
import type { SyncKind } from "@practice-hub/core/outbox/schema";
import { Send } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { counted } from "../cause.ts";
import type { Selection } from "./use-selection.ts";

const BulkDialog = lazy(() => import("./dialog.tsx"));

/** What can be done with the ticked rows; nothing while none is. */
export function BulkBar({ selection, kind }: { selection: Selection; kind: SyncKind }) {
  const [open, setOpen] = useState(false);
  const count = selection.ids.size;
  if (count === 0) return null;
  const tooMany = count > MAX_PLANNED;
  return (
    <section
      aria-label="Chosen"
      className="sticky top-0 z-20 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-accent bg-accent-soft px-3 py-2 max-lg:top-12"
    >
      <output className="font-medium">{counted({ [kind]: count })} chosen</output>
      {tooMany ? <span className="text-muted">At most {MAX_PLANNED} go at a time.</span> : null}
      <span className="ml-auto flex flex-wrap gap-2">
        <Button size="sm" onClick={selection.clear}>
          Choose none
        </Button>
        {tooMany ? null : (
          <Button
            size="sm"
            look="primary"
            icon={<Send aria-hidden="true" className="size-3.5" />}
            onClick={() => setOpen(true)}
          >
            Send to Xero
          </Button>
        )}
      </span>
      <Suspense>
        {open ? (
          <BulkDialog
            records={[...selection.ids].map((id) => ({ kind, id }))}
            onClose={() => setOpen(false)}
            onDone={() => {
              setOpen(false);
              selection.clear();
            }}
          />
        ) : null}
      </Suspense>
    </section>
  );
}
