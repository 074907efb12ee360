import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/status/notice.tsx";

/** Shown once. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = codes.join("\n");
  return (
    <div className="space-y-3">
      <Notice kind="warn" live title="Save these backup codes now">
        They are shown only once. Each works once, when your phone is not at hand.
      </Notice>
      <ul aria-label="Backup codes" className="grid max-w-xs grid-cols-2 gap-x-6 gap-y-1 font-mono tabular-nums">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <a
          className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface px-3 font-medium shadow-raised hover:bg-hover"
          download="practice-hub-backup-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          Download
        </a>
        <Button look="primary" onClick={onDone}>
          I have saved them
        </Button>
      </div>
    </div>
  );
}
