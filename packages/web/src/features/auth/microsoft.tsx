import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { microsoftAddress } from "../../lib/account/auth.ts";
import { explain } from "../../lib/request/problem.ts";
import { send } from "../../lib/request/http.ts";
import { Button } from "../../ui/button.tsx";
import { inWords } from "./words.ts";

/** Which ways of signing in this installation offers. */
const methodsQuery = {
  queryKey: ["auth", "methods"],
  queryFn: async () => (await send("GET", "/api/auth/methods")) as { microsoft: boolean },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
};

/** Shown only where the firm's three Microsoft variables are set. */
export function MicrosoftButton({ next }: { next: string }) {
  const { data } = useQuery(methodsQuery);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (data?.microsoft !== true) return null;
  const start = async () => {
    setBusy(true);
    setProblem(null);
    try {
      window.location.assign(await microsoftAddress(next));
    } catch (error) {
      setProblem(explain(inWords(error)).detail);
      setBusy(false);
    }
  };
  return (
    <div className="space-y-2">
      <div
        aria-hidden="true"
        className="flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line"
      >
        or
      </div>
      <Button size="lg" className="w-full" busy={busy} icon={<Logo />} onClick={() => void start()}>
        Sign in with Microsoft
      </Button>
      {problem ? (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 21 21" className="size-4" aria-hidden="true">
      <path fill="#f25022" d="M0 0h10v10H0z" />
      <path fill="#7fba00" d="M11 0h10v10H11z" />
      <path fill="#00a4ef" d="M0 11h10v10H0z" />
      <path fill="#ffb900" d="M11 11h10v10H11z" />
    </svg>
  );
}
