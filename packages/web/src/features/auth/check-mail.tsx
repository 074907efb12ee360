import { useState } from "react";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { AuthFrame } from "./frame.tsx";
import { inWords } from "./words.ts";
import type { ReactNode } from "react";

/** "Check your mail": where it went, how long the link lasts, and another one if it does not come. */
export function CheckMail({
  email,
  lasts,
  resend,
  children,
}: {
  email: string;
  lasts: string;
  resend: () => Promise<unknown>;
  children: ReactNode;
}) {
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const again = async () => {
    setState("busy");
    setProblem(null);
    try {
      await resend();
      setState("sent");
    } catch (error) {
      setProblem(explain(inWords(error)).detail);
      setState("idle");
    }
  };
  return (
    <AuthFrame
      title="Check your mail"
      intro={
        <p>
          {children} <strong className="font-medium break-words text-ink">{email}</strong>. The link lasts {lasts}.
        </p>
      }
    >
      <div className="space-y-3">
        <p className="text-muted">Nothing there? Look in the junk folder, and give it a minute.</p>
        {state === "sent" ? (
          <Notice kind="good" live>
            We sent it again.
          </Notice>
        ) : null}
        {problem ? (
          <Notice kind="bad" live title="It was not sent">
            {problem}
          </Notice>
        ) : null}
        <Button size="lg" busy={state === "busy"} onClick={() => void again()}>
          Send it again
        </Button>
      </div>
    </AuthFrame>
  );
}
