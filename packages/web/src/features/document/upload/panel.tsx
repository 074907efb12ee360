import { CircleAlert, CircleCheck, RotateCw, Upload, X } from "lucide-react";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { useShortcuts } from "../../../lib/shortcut.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { size } from "../words.ts";
import { useDrop } from "./use-drop.ts";
import { createQueue, MAX_FILES, type Transport, type UploadEntry } from "./queue.ts";

const ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif";

/**
 * Where files are dropped or chosen, and how each is doing. Leaving the page with files under way asks first. `children` say
 * more of the files that are chosen next.
 */
export function UploadPanel({
  transport,
  label,
  children,
}: {
  transport: Transport;
  /** Where the files go, in words. */
  label: string;
  children?: ReactNode;
}) {
  const [queue] = useState(createQueue);
  const entries = useSyncExternalStore(queue.subscribe, queue.entries);
  const chooser = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [left, setLeft] = useState(0);
  const add = (files: FileList | null | undefined) => setLeft(queue.add([...(files ?? [])], transport));
  const [zone, isOver] = useDrop(add);
  const choose = () => chooser.current?.click();
  useShortcuts([{ keys: "u", label: "Upload files", run: choose }]);
  const counts = countsOf(entries);
  useEffect(() => {
    if (counts.underWay === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [counts.underWay]);
  return (
    <div className="border-b border-line p-3">
      <section
        ref={zone}
        aria-label={label}
        className={clsx(
          "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-dashed px-4 py-3",
          isOver ? "border-accent bg-accent-soft" : "border-line-strong",
        )}
      >
        <Button icon={<Upload aria-hidden="true" className="size-4" />} aria-describedby={hint} onClick={choose}>
          Choose files
        </Button>
        <p id={hint} className="text-sm text-muted">
          or drop them here. PDF, JPEG, PNG, WebP or HEIC, up to 10 MB each.
        </p>
        {children}
        <input
          ref={chooser}
          type="file"
          multiple
          accept={ACCEPT}
          aria-label="Files to upload"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            add(event.target.files);
            event.target.value = "";
          }}
        />
      </section>
      {left > 0 ? (
        <Notice kind="warn" live className="mt-2">
          At most {MAX_FILES} files can be taken at once; {left} were left out. Drop them again when these are done.
        </Notice>
      ) : null}
      <output className="block sr-only">{saying(counts)}</output>
      {entries.length > 0 ? (
        <>
          <div className="mt-3 flex min-h-7 items-center justify-between gap-3 text-sm">
            <p aria-hidden="true" className="text-muted tabular-nums">
              {saying(counts)}
            </p>
            {counts.over > 0 ? (
              <Button size="sm" look="quiet" onClick={queue.clear}>
                Clear finished
              </Button>
            ) : null}
          </div>
          <ul aria-label="Uploads" className="mt-1 max-h-72 divide-y divide-line overflow-y-auto">
            {entries.map((entry) => (
              <Entry
                key={entry.key}
                entry={entry}
                onCancel={() => queue.cancel(entry.key)}
                onRetry={() => queue.retry(entry.key)}
              />
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Entry({ entry, onCancel, onRetry }: { entry: UploadEntry; onCancel: () => void; onRetry: () => void }) {
  const { name, sizeBytes, state, part, words } = entry;
  const isUnderWay = state === "waiting" || state === "sending" || state === "checking";
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <div className="min-w-0 grow">
        <p className="flex items-baseline gap-2">
          <span className="truncate font-medium">{name}</span>
          <span className="shrink-0 text-xs text-muted tabular-nums">{size(sizeBytes)}</span>
        </p>
        {isUnderWay ? (
          <div className="mt-1 flex items-center gap-2">
            <progress
              aria-label={`Upload of ${name}`}
              max={100}
              value={Math.round(part * 100)}
              className="h-1.5 w-full appearance-none overflow-hidden rounded-sm [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
            />
            <span className="w-24 shrink-0 text-right text-xs text-muted tabular-nums">
              {state === "waiting" ? "Waiting" : state === "checking" ? "Checking" : `${Math.round(part * 100)}%`}
            </span>
          </div>
        ) : null}
        {words ? (
          <p className="mt-0.5 flex items-start gap-1 text-xs font-medium text-bad">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
            {words}
          </p>
        ) : null}
      </div>
      {state === "done" ? (
        <span className="flex shrink-0 items-center gap-1 text-xs text-good">
          <CircleCheck aria-hidden="true" className="size-3.5" />
          Uploaded
        </span>
      ) : null}
      {state === "failed" ? (
        <Button
          size="sm"
          icon={<RotateCw aria-hidden="true" className="size-3.5" />}
          aria-label={`Try ${name} again`}
          onClick={onRetry}
        >
          Try again
        </Button>
      ) : null}
      {state === "done" ? null : (
        <Button
          size="icon-sm"
          look="quiet"
          aria-label={isUnderWay ? `Cancel ${name}` : `Take ${name} off the list`}
          onClick={onCancel}
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      )}
    </li>
  );
}

function countsOf(entries: readonly UploadEntry[]) {
  const of = (...states: UploadEntry["state"][]) => entries.filter(({ state }) => states.includes(state)).length;
  return {
    total: entries.length,
    done: of("done"),
    underWay: of("waiting", "sending", "checking"),
    bad: of("refused", "failed"),
    over: of("done", "refused"),
  };
}

function saying({ total, done, bad }: ReturnType<typeof countsOf>): string {
  if (total === 0) return "";
  return `${done} of ${total} uploaded${bad > 0 ? `, ${bad} not` : ""}`;
}
