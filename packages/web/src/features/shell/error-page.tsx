import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { buttonStyle, Button } from "../../ui/button.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { explain } from "../../lib/request/problem.ts";
import { useTitle } from "../../lib/title.ts";
import { type ReactNode, useContext } from "react";
import { InFrame } from "./landmark.ts";

function Plain({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  useTitle(title);
  const Landmark = useContext(InFrame) ? "div" : "main";
  return (
    <Landmark className="mx-auto flex min-h-[60dvh] max-w-md flex-col items-start justify-center gap-3 px-4 py-10">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="text-base text-muted">{children}</div>
      <div className="flex flex-wrap gap-2 pt-2">{actions}</div>
    </Landmark>
  );
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Plain
      title="Page not found"
      actions={
        <>
          <Link to="/" className={buttonStyle({ look: "primary" })}>
            Go to the start page
          </Link>
          <Button onClick={() => window.history.back()}>Go back</Button>
        </>
      }
    >
      There is no page at this address, or it belongs to another firm. If you followed a link in a mail, check that the
      whole link was copied.
    </Plain>
  );
}

/** A page that could not be shown. What was typed on other pages is kept. */
export function CrashPage({ error, reset }: Pick<ErrorComponentProps, "error" | "reset">) {
  const { detail, requestId, status } = explain(error);
  if (status === 404) return <NotFoundPage />;
  return (
    <Plain
      title="This page could not be shown"
      actions={
        <>
          <Button look="primary" onClick={reset}>
            Try again
          </Button>
          <Link to="/" className={buttonStyle()}>
            Go to the start page
          </Link>
        </>
      }
    >
      <p>{detail}</p>
      <p className="mt-2">
        Nothing that was saved is lost. If it happens again, tell us the reference and what you were doing.
      </p>
      {requestId ? <RequestId id={requestId} /> : null}
    </Plain>
  );
}
