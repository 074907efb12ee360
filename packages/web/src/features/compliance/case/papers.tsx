import { shortDate } from "../../../lib/time/date.ts";
import { toastError } from "../../../lib/toast.ts";
import { explain } from "../../../lib/request/problem.ts";
import { Button } from "../../../ui/button.tsx";
import { openInTab, staffLink } from "../../document/open.ts";
import { size } from "../../document/words.ts";
import type { Review } from "../queries.ts";

/** The client's identity papers; each opening is noted. */
export function Papers({ documents }: { documents: Review["documents"] }) {
  if (documents.length === 0) return <p className="px-4 py-3 text-muted">No documents yet.</p>;
  const show = async (id: string) => {
    try {
      await openInTab(staffLink, id);
    } catch (error) {
      toastError(explain(error).detail);
    }
  };
  return (
    <ul className="divide-y divide-line">
      {documents.map(({ id, name, sizeBytes, expiresOn, createdAt }) => (
        <li key={id} className="flex items-center justify-between gap-2 px-4 py-2">
          <div className="min-w-0">
            <p className="truncate font-medium">{name}</p>
            <p className="text-xs text-muted">
              {shortDate(createdAt)}, {size(sizeBytes)}
              {expiresOn ? `, valid until ${shortDate(expiresOn)}` : ""}
            </p>
          </div>
          <Button size="sm" aria-label={`View ${name}`} onClick={() => void show(id)}>
            View
          </Button>
        </li>
      ))}
    </ul>
  );
}
