import { RotateCw } from "lucide-react";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../button.tsx";
import { Notice } from "./notice.tsx";

/**
 * A panel that could not be read. It fails alone: the rest of the page stays usable. Says what happened, that nothing
 * was lost, what to do, and the reference for whoever helps.
 */
export function Failure({
  error,
  what,
  onRetry,
  saved = "Nothing was changed.",
}: {
  error: unknown;
  what: string;
  onRetry?: () => void;
  saved?: string;
}) {
  const { detail, requestId } = explain(error);
  return (
    <Notice
      kind="bad"
      live
      title={`${what} could not be loaded`}
      className="m-3"
      action={
        onRetry ? (
          <Button size="sm" icon={<RotateCw aria-hidden="true" className="size-3.5" />} onClick={onRetry}>
            Try again
          </Button>
        ) : null
      }
    >
      {detail} {saved}
      {requestId ? <RequestId id={requestId} /> : null}
    </Notice>
  );
}

export function RequestId({ id }: { id: string }) {
  return (
    <span className="block pt-1 text-xs">
      Reference <code className="font-mono select-all">{id}</code>
    </span>
  );
}
