import { createFileRoute, Link } from "@tanstack/react-router";
import { ArrivalNotices } from "../../features/auth/arrival-notices.tsx";
import { AuthFrame, linkStyle } from "../../features/auth/frame.tsx";
import { nextSearch, safeNext } from "../../features/auth/next.ts";
import { SignInForm } from "../../features/auth/sign-in-form.tsx";

export const Route = createFileRoute("/client-portal/sign-in")({
  validateSearch: nextSearch,
  component: PortalSignInPage,
});

function PortalSignInPage() {
  const { next, ended, none } = Route.useSearch();
  return (
    <AuthFrame
      title="Sign in to your portal"
      intro="For clients of a firm. Your account was made with the link your accountant sent."
      foot={
        <p>
          Do you work at a firm?{" "}
          <Link to="/sign-in" className={linkStyle}>
            Staff sign-in
          </Link>
        </p>
      }
    >
      <ArrivalNotices ended={ended} none={none} area="portal" />
      <SignInForm area="portal" next={safeNext(next, "/client-portal")} />
    </AuthFrame>
  );
}
