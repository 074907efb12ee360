import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { currentSession } from "../../lib/account/auth.ts";
import { type Kind, readInvitation } from "../../lib/account/invitation.ts";
import { explain } from "../../lib/request/problem.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Skeleton } from "../../ui/status/skeleton.tsx";
import { AuthFrame } from "../auth/frame.tsx";
import { NewAccount } from "./new-account.tsx";
import { KnownAccount } from "./known-account.tsx";

/** The page behind the link of an invitation: one password, and one is in. */
export function JoinPage({ kind, token }: { kind: Kind; token: string }) {
  const invitation = useQuery({
    queryKey: ["invitation", kind],
    queryFn: () => readInvitation(kind, token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const session = useQuery({ queryKey: ["auth", "session"], queryFn: currentSession, retry: false });
  if (invitation.isError) {
    return <Unusable kind={kind} error={invitation.error} onRetry={() => void invitation.refetch()} />;
  }
  if (invitation.isPending || session.isPending) {
    return (
      <AuthFrame title="Your invitation" brand={kind === "portal" ? "" : undefined}>
        <output aria-label="Loading the invitation" className="block space-y-3">
          <Skeleton className="h-5 w-3/4" />
          <Skeleton className="h-11 w-full" />
        </output>
      </AuthFrame>
    );
  }
  const props = { kind, token, invitation: invitation.data };
  const signedIn = session.data?.user.email ?? null;
  return invitation.data.hasAccount || signedIn !== null ? (
    <KnownAccount {...props} signedIn={signedIn} />
  ) : (
    <NewAccount {...props} />
  );
}

const USED = {
  title: "This invitation has been used",
  text: "Your password is set. Sign in with your email address and that password.",
};
const GONE: Record<string, { title: string; text: string }> = {
  "invitation.used": USED,
  "invitation.accepted": USED,
  "invitation.expired": {
    title: "This invitation has run out",
    text: "Ask whoever invited you for a new one: they send it with one press.",
  },
  "invitation.revoked": {
    title: "This invitation was withdrawn",
    text: "There may be a newer one in your mail. If not, ask whoever invited you.",
  },
  "invitation.not-found": {
    title: "This link is not complete",
    text: "Check that the whole link of the mail was opened, or copy it into the address bar.",
  },
};

function Unusable({ kind, error, onRetry }: { kind: Kind; error: unknown; onRetry: () => void }) {
  const { code, detail, requestId } = explain(error);
  const known = GONE[code];
  return (
    <AuthFrame
      title={known?.title ?? "The invitation could not be opened"}
      intro={known?.text ?? `${detail} The invitation is not used up.`}
    >
      <div className="flex flex-wrap gap-2">
        {known ? null : (
          <Button size="lg" look="primary" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Link
          to={kind === "portal" ? "/client-portal/sign-in" : "/sign-in"}
          className={buttonStyle({ look: known ? "primary" : "secondary", size: "lg" })}
        >
          Sign in
        </Link>
      </div>
      {!known && requestId ? <RequestId id={requestId} /> : null}
    </AuthFrame>
  );
}
