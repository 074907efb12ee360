import { useTitle } from "../../lib/title.ts";
import { PageHead } from "../../ui/layout/page.tsx";
import { PasswordPanel } from "./password.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoFactorPanel } from "./two-factor.tsx";

/** What protects one's own account. Each part is saved by itself. */
export function SecurityPage() {
  useTitle("Security");
  return (
    <>
      <PageHead title="Security">Your own account: password, second factor and where you are signed in.</PageHead>
      <div className="max-w-3xl space-y-4">
        <PasswordPanel />
        <TwoFactorPanel />
        <Sessions />
      </div>
    </>
  );
}
