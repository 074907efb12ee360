import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { AuthFrame } from "../../features/auth/frame.tsx";
import { authWords } from "../../features/auth/words.ts";
import { verifyEmail } from "../../lib/account/auth.ts";
import { useHiddenToken } from "../../lib/hidden-token.ts";
import { text } from "../../lib/search.ts";
import { explain } from "../../lib/request/problem.ts";
import { buttonStyle } from "../../ui/button.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { Spinner } from "../../ui/status/spinner.tsx";

export const Route = createFileRoute("/(auth)/verify-email")({
  validateSearch: (raw): { token?: string | undefined; error?: string | undefined } => ({
    token: text(raw, "token"),
    error: text(raw, "error"),
  }),
  component: VerifyEmailPage,
});

function VerifyEmailPage() {
  const search = Route.useSearch();
  const token = useHiddenToken(search.token);
  const check = useQuery({
    queryKey: ["auth", "verify"],
    queryFn: () => verifyEmail(token ?? ""),
    enabled: token !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token !== undefined && check.isPending) {
    return (
      <AuthFrame title="Confirming your email address">
        <output className="flex items-center gap-2 text-muted">
          <Spinner /> One moment…
        </output>
      </AuthFrame>
    );
  }
  if (token !== undefined && check.isSuccess) {
    return (
      <AuthFrame title="Your email address is confirmed">
        <Notice kind="good" live>
          You can use your account now.
        </Notice>
        <Link to="/client-hub" className={`${buttonStyle({ look: "primary", size: "lg" })} w-full`}>
          Continue
        </Link>
      </AuthFrame>
    );
  }
  const { requestId } = explain(check.error);
  return (
    <AuthFrame title="This link no longer works" intro="A link to confirm an address works once, for one hour.">
      {check.error ? (
        <Notice kind="bad" live>
          {authWords(check.error)}
          {requestId ? <RequestId id={requestId} /> : null}
        </Notice>
      ) : null}
      <p className="text-muted">
        Sign in with your password: if the address is not confirmed yet, you can have a new link sent from there.
      </p>
      <Link to="/sign-in" className={`${buttonStyle({ look: "primary", size: "lg" })} w-full`}>
        Sign in
      </Link>
    </AuthFrame>
  );
}
