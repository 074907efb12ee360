import type { PdfLink } from "@practice-hub/core/pdf/schema";
import { FileDown } from "lucide-react";
import { useState } from "react";
import { explain, RequestError } from "../../lib/request/problem.ts";
import { toastError } from "../../lib/toast.ts";
import { Button, type ButtonProps } from "../../ui/button.tsx";

const ASK_AGAIN_MS = 700;
/** The worker needs a second; a cold one, or one that has to wait for storage, some more. */
const GIVE_UP_MS = 45_000;

const failure = (detail: string) => new RequestError({ status: 0, code: "pdf.failed", detail });

/** The link, once the PDF is made. */
async function whenReady(ask: () => Promise<PdfLink>): Promise<string> {
  const until = Date.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await ask();
    if (answer.status === "ready") return answer.url;
    if (answer.status === "failed") throw failure(answer.reason);
    if (Date.now() > until)
      throw failure("The PDF is taking longer than it should. It is still being made: try again in a minute.");
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/**
 * Opens a PDF in a tab of its own, where the browser shows it, prints it and saves it. The tab is opened with the press
 * itself, because browsers block one that comes later; where it is blocked all the same, the PDF takes this tab's place.
 */
export function PdfButton({ ask, children, ...look }: { ask: () => Promise<PdfLink>; children: string } & ButtonProps) {
  const [busy, setBusy] = useState(false);
  const open = async () => {
    const tab = window.open("", "_blank");
    if (tab) {
      tab.opener = null;
      tab.document.title = "Preparing the PDF…";
      tab.document.body.textContent = "Preparing the PDF…";
    }
    setBusy(true);
    try {
      (tab ?? window).location.replace(await whenReady(ask));
    } catch (error) {
      tab?.close();
      toastError(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button {...look} busy={busy} icon={<FileDown aria-hidden="true" className="size-4" />} onClick={() => void open()}>
      {children}
    </Button>
  );
}
