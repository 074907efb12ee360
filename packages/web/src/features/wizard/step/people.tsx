import { useState } from "react";
import { X } from "lucide-react";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { PeopleTable } from "../../client/people/table.tsx";
import { fromRegister } from "../../client/people/rows.ts";
import { SourceBadge } from "../../company/source-badge.tsx";
import { onRegister } from "../draft.ts";
import { StepActions } from "../frame.tsx";
import type { StepProps } from "./props.ts";

/** Who runs and owns it: a preview of what the register brings, and people typed by hand. */
export function PeopleStep({ draft, send, onDone, onBack }: StepProps) {
  const company = onRegister(draft.type) && !draft.byHand ? draft.company : null;
  const [name, setName] = useState("");
  const [role, setRole] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const add = () => {
    setProblem(name.trim() === "" ? "Enter the person's name" : null);
    if (name.trim() === "") return;
    send({ type: "person-added", person: { name: name.trim(), role: role.trim() } });
    setName("");
    setRole("");
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A name typed but not yet added would be lost: it is added first.
        if (name.trim() !== "") add();
        onDone();
      }}
    >
      {company ? (
        <section aria-label="People on the register" className="mb-6">
          <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
            <p className="text-muted">These are saved with the client by themselves, with their source.</p>
            <SourceBadge source={company.source} at={company.fetchedAt} />
          </div>
          <PeopleTable
            people={fromRegister(company)}
            empty="The register names no officers and no people with significant control."
          />
          {company.peopleComplete ? null : (
            <Notice className="mt-2">
              This company has more people than are shown here. The rest are read after saving.
            </Notice>
          )}
        </section>
      ) : (
        <p className="mb-4 text-muted">
          There is no register to read from. Add the people you know now; you can add others later.
        </p>
      )}
      <fieldset className="rounded-lg border border-line bg-surface p-4">
        <legend className="px-1 font-semibold">{company ? "Somebody not on the register" : "People"}</legend>
        {problem ? <ErrorSummary fields={[{ path: "person.name", message: problem }]} /> : null}
        {draft.people.length > 0 ? (
          <ul aria-label="People added by hand" className="mb-3 divide-y divide-line">
            {draft.people.map((person, index) => (
              <li key={`${person.name}-${index}`} className="flex items-center gap-3 py-1">
                <span className="font-medium">{person.name}</span>
                <span className="text-muted">{person.role}</span>
                <Button
                  size="icon-sm"
                  look="quiet"
                  className="ml-auto"
                  aria-label={`Remove ${person.name}`}
                  onClick={() => send({ type: "person-removed", index })}
                >
                  <X aria-hidden="true" className="size-4" />
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <Field label="Name" name="person.name" optional error={problem ?? undefined}>
            <Input autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Role" name="person.role" optional>
            <Input autoComplete="off" value={role} onChange={(event) => setRole(event.target.value)} />
          </Field>
          <Button onClick={add}>Add person</Button>
        </div>
      </fieldset>
      <StepActions onBack={onBack} />
    </form>
  );
}
