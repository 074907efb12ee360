import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { longDate } from "../../lib/time/date.ts";
import { acceptInvitation, type Invitation, type Kind } from "../../lib/account/invitation.ts";
import { AuthFrame } from "../auth/frame.tsx";
import { inWords } from "../auth/words.ts";

export interface JoinProps {
  kind: Kind;
  token: string;
  invitation: Invitation;
}

/** Who invites to what, and until when. */
export function JoinFrame({
  kind,
  invitation,
  title,
  failed,
  children,
}: JoinProps & { title: string; failed: boolean; children: ReactNode }) {
  const { firmName, clientName, role, expiresAt } = invitation;
  return (
    <AuthFrame
      brand={kind === "portal" ? firmName : undefined}
      title={title}
      error={failed}
      intro={
        <p>
          {kind === "portal" ? (
            <>
              {firmName} invited you to the portal of <strong className="font-medium text-ink">{clientName}</strong>.
            </>
          ) : (
            <>
              You are invited to work at <strong className="font-medium text-ink">{firmName}</strong> as {role}.
            </>
          )}{" "}
          The link works once, until {longDate(expiresAt)}.
        </p>
      }
      foot="You did not expect this? Close the page: nothing happens, and the link runs out by itself."
    >
      {children}
    </AuthFrame>
  );
}

/** Accepts and goes to the first page. Rejects with words for people. */
export function useAccept({ kind, token }: JoinProps): (body: { name?: string; password?: string }) => Promise<void> {
  const router = useRouter();
  const cache = useQueryClient();
  return async (body) => {
    const home = kind === "portal" ? "/client-portal" : "/client-hub";
    try {
      await acceptInvitation(kind, token, body);
    } catch (error) {
      throw inWords(error);
    }
    cache.clear();
    router.history.replace(home);
  };
}
