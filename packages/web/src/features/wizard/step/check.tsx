import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { forgetDrafts } from "../../../lib/draft-storage.ts";
import { explain, hasCode, type RequestFailure } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Fact, Facts, Panel } from "../../../ui/layout/page.tsx";
import { linkStyle } from "../../auth/frame.tsx";
import { rememberClient } from "../../client/queries.ts";
import { TYPE_WORDS } from "../../client/words.ts";
import { type Draft, onRegister, type Step, toClient } from "../draft.ts";
import { STEP_WORDS, StepActions } from "../frame.tsx";
import { SimilarNotice } from "../similar.tsx";
import type { StepProps } from "./props.ts";

/** Every answer once more, and the one press that saves. A repeated press or a lost answer makes one client. */
export function CheckStep({ draft, onBack }: StepProps) {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const attempt = useRef({ body: "", key: "" });
  const save = async () => {
    const body = toClient(draft);
    const text = JSON.stringify(body);
    if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
    setBusy(true);
    setFailure(null);
    try {
      const client = await api("POST /api/clients", { body, idempotencyKey: attempt.current.key });
      rememberClient(cache, client);
      forgetDrafts();
      await navigate({ to: "/client-hub/clients/$id", params: { id: client.id } });
      toastSuccess(`${client.name} is now a client`);
    } catch (error) {
      setFailure(
        hasCode(error, "client.company-number-taken")
          ? {
              ...error.failure,
              detail: "A client with this company number exists already. Open it instead, or change the number.",
            }
          : explain(error),
      );
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <div className="mb-4 space-y-4">
        {failure ? (
          <ErrorSummary
            message={`${failure.detail}${failure.status === 0 || failure.status >= 500 ? " Your answers are kept; nothing was saved twice." : ""}`}
            fields={failure.fields?.map((field) => ({ ...field, message: `${field.path}: ${field.message}` }))}
            requestId={failure.requestId}
          />
        ) : null}
        <SimilarNotice
          name={draft.name}
          companyNumber={onRegister(draft.type) ? draft.companyNumber : ""}
          email={draft.contact.email}
        />
      </div>
      <div className="space-y-4">
        <Section step="type">
          <Fact term="Type">{draft.type ? TYPE_WORDS[draft.type] : ""}</Fact>
        </Section>
        <Section step="details">
          <Fact term="Name">{draft.name}</Fact>
          {onRegister(draft.type) ? <Fact term="Company number">{draft.companyNumber || "None"}</Fact> : null}
          <Fact term="Address">{addressLine(draft)}</Fact>
        </Section>
        <Section step="people">
          <Fact term="People">{peopleLine(draft)}</Fact>
        </Section>
        <Section step="contact">
          <Fact term="Contact">{[draft.contact.name, draft.contact.jobTitle].filter(Boolean).join(", ")}</Fact>
          <Fact term="Email address">{draft.contact.email || "None"}</Fact>
          <Fact term="Telephone number">{draft.contact.phone || "None"}</Fact>
        </Section>
      </div>
      <StepActions busy={busy} label="Save client" onBack={onBack} />
    </form>
  );
}

function Section({ step, children }: { step: Step; children: ReactNode }) {
  return (
    <Panel
      flush
      title={STEP_WORDS[step]}
      actions={
        <Link
          to="/client-hub/clients/new"
          search={{ step }}
          className={`${linkStyle} inline-flex min-h-6 items-center`}
        >
          Change<span className="sr-only"> {STEP_WORDS[step].toLowerCase()}</span>
        </Link>
      }
    >
      <Facts>{children}</Facts>
    </Panel>
  );
}

const addressLine = ({ address }: Draft): string =>
  [address.addressLine1, address.addressLine2, address.city, address.county, address.postcode, address.country]
    .filter(Boolean)
    .join(", ") || "None";

function peopleLine(draft: Draft): string {
  const company = onRegister(draft.type) && !draft.byHand ? draft.company : null;
  const parts = [
    ...(company
      ? [
          `${company.directors.filter((one) => one.isActive).length} officers and ${company.pscs.filter((one) => one.isActive).length} people with significant control from Companies House`,
        ]
      : []),
    ...draft.people.map((person) => (person.role ? `${person.name} (${person.role})` : person.name)),
  ];
  return parts.join("; ") || "None";
}
