import { createFileRoute, Link } from "@tanstack/react-router";
import { AuthFrame, linkStyle } from "../../features/auth/frame.tsx";
import { ArrivalNotices } from "../../features/auth/arrival-notices.tsx";
import { MicrosoftButton } from "../../features/auth/microsoft.tsx";
import { type NextSearch, nextSearch, safeNext } from "../../features/auth/next.ts";
import { SignInForm } from "../../features/auth/sign-in-form.tsx";
import { text } from "../../lib/search.ts";
import { Notice } from "../../ui/status/notice.tsx";

export const Route = createFileRoute("/(auth)/sign-in")({
  validateSearch: (raw): NextSearch & { error?: string | undefined } => ({
    ...nextSearch(raw),
    error: text(raw, "error"),
  }),
  component: SignInPage,
});

function SignInPage() {
  const { next, ended, none, error } = Route.useSearch();
  const target = safeNext(next, "/client-hub");
  return (
    <AuthFrame
      title="Sign in"
      foot={
        <>
          <p>
            New firm?{" "}
            <Link to="/sign-up" className={linkStyle}>
              Create an account
            </Link>
          </p>
          <p className="mt-2">
            Client of a firm?{" "}
            <Link to="/client-portal/sign-in" className={linkStyle}>
              Sign in to your portal
            </Link>
          </p>
        </>
      }
    >
      <ArrivalNotices ended={ended} none={none} area="staff" />
      {error ? (
        <Notice kind="bad" live title="Signing in with Microsoft did not work">
          Try again, or use your email address and password. Your Microsoft account must have the address that your firm
          invited.
        </Notice>
      ) : null}
      <SignInForm next={target} />
      <MicrosoftButton next={target} />
    </AuthFrame>
  );
}
