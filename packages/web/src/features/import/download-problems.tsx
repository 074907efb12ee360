import { Download } from "lucide-react";
import { useState } from "react";
import { downloadText } from "../../lib/download.ts";
import { explain } from "../../lib/request/problem.ts";
import { toastError } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { problemFile } from "./problem-file.ts";
import type { Import } from "./queries.ts";

/** Saves the rows that need mending, with what is wrong with each. */
export function DownloadProblems({ one }: { one: Import }) {
  const [busy, setBusy] = useState(false);
  const { error, duplicate, alike } = one.found;
  if (error + duplicate + alike + one.failed === 0) return null;
  const save = async () => {
    setBusy(true);
    try {
      downloadText(`problems-${one.fileName.replace(/\.\w+$/, "")}.csv`, await problemFile(one), "text/csv");
    } catch (cause) {
      toastError("The rows could not be downloaded", { description: explain(cause).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} icon={<Download aria-hidden="true" className="size-3.5" />} onClick={() => void save()}>
      Download rows with problems
    </Button>
  );
}
