import { ProposalSign } from "@practice-hub/core/proposal/schema";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useZodForm } from "../../../lib/form/form.ts";
import { api } from "../../../lib/request/api.ts";
import { hasCode } from "../../../lib/request/problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/form/choice.tsx";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field, FieldError, fieldId } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { usePortalMe } from "../me.ts";
import { type PortalProposal, portalProposalQuery, rememberPortalProposal } from "./queries.ts";

const Decline = lazy(() => import("./decline.tsx"));

const CAPACITIES = ["Director", "Partner", "Owner", "Trustee", "Company secretary"];

/** The answer: a typed name, in which capacity, and an explicit tick; or a no. */
export function SignPanel({ proposal }: { proposal: PortalProposal }) {
  const [declining, setDeclining] = useState(false);
  return (
    <Panel title="Sign this proposal" id="sign">
      {proposal.documentHash === null ? (
        <output className="block text-muted">The document is being made. You can sign it in a moment.</output>
      ) : (
        // Another document is another form: what was ticked for the one before it is ticked for no other.
        <SignForm key={proposal.documentHash} proposal={proposal} documentHash={proposal.documentHash} />
      )}
      <div className="mt-4 border-t border-line pt-4">
        <Button look="quiet" onClick={() => setDeclining(true)}>
          Decline this proposal
        </Button>
      </div>
      <Suspense>{declining ? <Decline proposal={proposal} onClose={() => setDeclining(false)} /> : null}</Suspense>
    </Panel>
  );
}

function SignForm({ proposal, documentHash }: { proposal: PortalProposal; documentHash: string }) {
  const { id } = proposal;
  const cache = useQueryClient();
  const { user } = usePortalMe();
  const [differs, setDiffers] = useState(false);
  const { form, summary, busy, submit, error } = useZodForm({
    schema: ProposalSign,
    defaults: {
      documentVersion: proposal.documentVersion,
      documentHash,
      name: "",
      otherName: false,
      capacity: "",
    },
    labels: { name: "Full name", capacity: "Capacity", consent: "Your agreement" },
    onSubmit: async (body) => {
      try {
        rememberPortalProposal(cache, await api("POST /api/portal/proposals/{id}/sign", { params: { id }, body }));
        // Signing may have started taking the company on.
        void cache.invalidateQueries({ queryKey: ["portal", "me"] });
      } catch (failure) {
        if (hasCode(failure, "proposal.name-differs")) setDiffers(true);
        else void cache.invalidateQueries({ queryKey: portalProposalQuery(id).queryKey });
        throw failure;
      }
    },
  });
  return (
    <form noValidate className="space-y-4" onSubmit={submit}>
      <ErrorSummary {...summary} />
      <Field
        label="Full name"
        name="name"
        hint={`You are signed in as ${user.name}. Typing your name is your signature.`}
        error={error("name")}
      >
        <Input autoComplete="name" {...form.register("name")} />
      </Field>
      {differs ? (
        <Checkbox
          label="I sign under another name than my account’s, and mean to"
          hint="Both names are put on the certificate."
          {...form.register("otherName")}
        />
      ) : null}
      <Field
        label="Capacity"
        name="capacity"
        hint={`In which role you sign for ${proposal.clientName}, for example Director.`}
        error={error("capacity")}
      >
        <Input autoComplete="organization-title" list="capacities" {...form.register("capacity")} />
      </Field>
      <datalist id="capacities">
        {CAPACITIES.map((capacity) => (
          <option key={capacity}>{capacity}</option>
        ))}
      </datalist>
      <div>
        <Checkbox
          id={fieldId("consent")}
          aria-invalid={error("consent") ? true : undefined}
          aria-describedby={error("consent") ? "consent-error" : undefined}
          label={proposal.consent}
          {...form.register("consent")}
        />
        {error("consent") ? <FieldError id="consent-error">{error("consent")}</FieldError> : null}
      </div>
      <Button type="submit" look="primary" busy={busy}>
        Sign proposal
      </Button>
      <p className="text-sm text-muted">
        The time, your IP address and your browser are recorded with your signature, and put on a certificate that you
        can save.
      </p>
    </form>
  );
}
