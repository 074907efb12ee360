import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { signOut } from "../../lib/account/auth.ts";
import { explain } from "../../lib/request/problem.ts";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { Fact, Facts, Panel } from "../../ui/layout/page.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { PasswordPanel } from "../security/password.tsx";
import { ThemeChoice } from "../shell/theme-choice.tsx";
import { usePortalMe } from "./me.ts";

/** The client's own account. */
export function PortalProfile() {
  useTitle("Profile");
  const me = usePortalMe();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await signOut();
      await navigate({ to: "/client-portal/sign-in" });
      cache.clear();
    } catch (error) {
      setProblem(explain(error).detail);
      setBusy(false);
    }
  };
  return (
    <>
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">Profile</h1>
      <div className="space-y-4">
        <Panel flush title="You" id="you">
          <Facts>
            <Fact term="Name">{me.user.name}</Fact>
            <Fact term="Email address">{me.user.email}</Fact>
          </Facts>
          <div className="border-t border-line px-2 py-1">
            <ThemeChoice />
          </div>
        </Panel>
        <PasswordPanel />
        {problem ? (
          <Notice kind="bad" live title="You are still signed in">
            {problem}
          </Notice>
        ) : null}
        <Button size="lg" busy={busy} onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
    </>
  );
}
