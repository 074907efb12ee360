import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useState } from "react";
import { currentSession, newBackupCodes, startTwoFactor, stopTwoFactor } from "../../lib/account/auth.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Skeleton } from "../../ui/status/skeleton.tsx";
import { BackupCodes } from "./backup-codes.tsx";
import { AskPassword } from "./ask-password.tsx";
import { Enrol } from "./enrol.tsx";

type State =
  | { step: "idle" }
  | { step: "ask"; for: "start" | "stop" | "codes" }
  | { step: "enrol"; totpURI: string; backupCodes: string[] }
  | { step: "codes"; codes: string[] };

/** The second factor: an app on the phone, and codes for the day the phone is gone. */
export function TwoFactorPanel() {
  const cache = useQueryClient();
  const session = useQuery({ queryKey: ["auth", "session"], queryFn: currentSession });
  const [state, setState] = useState<State>({ step: "idle" });
  const on = session.data?.user.twoFactorEnabled === true;
  const idle = () => setState({ step: "idle" });
  const refresh = () => cache.invalidateQueries({ queryKey: ["auth"] });
  const withPassword = async (goal: "start" | "stop" | "codes", password: string) => {
    if (goal === "start") setState({ step: "enrol", ...(await startTwoFactor(password)) });
    else if (goal === "codes") setState({ step: "codes", codes: await newBackupCodes(password) });
    else {
      await stopTwoFactor(password);
      await refresh();
      toastSuccess("Two-factor sign-in is off");
      idle();
    }
  };
  return (
    <Panel
      title="Two-factor sign-in"
      id="two-factor"
      actions={
        session.data ? (
          <Badge tone={on ? "good" : "neutral"} icon={on ? CircleCheck : CircleDashed}>
            {on ? "On" : "Off"}
          </Badge>
        ) : null
      }
    >
      {session.isPending ? <Skeleton className="h-8 w-64" /> : null}
      {session.isError ? (
        <Failure error={session.error} what="The second factor" onRetry={() => void session.refetch()} />
      ) : null}
      {session.data && state.step === "idle" ? (
        <div className="space-y-3">
          <p className="text-muted">
            {on
              ? "Signing in asks for a code of your authenticator app after the password."
              : "A code of an app on your phone, after the password. Somebody who has only your password cannot sign in."}
          </p>
          <div className="flex flex-wrap gap-2">
            {on ? (
              <>
                <Button onClick={() => setState({ step: "ask", for: "codes" })}>Make new backup codes</Button>
                <Button onClick={() => setState({ step: "ask", for: "stop" })}>Switch off</Button>
              </>
            ) : (
              <Button look="primary" onClick={() => setState({ step: "ask", for: "start" })}>
                Switch on
              </Button>
            )}
          </div>
        </div>
      ) : null}
      {state.step === "ask" ? (
        <AskPassword
          action={{ start: "Continue", stop: "Switch off", codes: "Make new codes" }[state.for]}
          onPassword={(password) => withPassword(state.for, password)}
          onCancel={idle}
        />
      ) : null}
      {state.step === "enrol" ? (
        <Enrol
          totpURI={state.totpURI}
          onCancel={idle}
          onDone={async () => {
            await refresh();
            toastSuccess("Two-factor sign-in is on");
            setState({ step: "codes", codes: state.backupCodes });
          }}
        />
      ) : null}
      {state.step === "codes" ? <BackupCodes codes={state.codes} onDone={idle} /> : null}
    </Panel>
  );
}
