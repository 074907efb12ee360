import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/form/choice.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { documentChanged, type DocumentRecord } from "../queries.ts";

/** Name, expiry date, and whether the client sees it; saved together. */
export function DocumentSettings({ document }: { document: DocumentRecord }) {
  const cache = useQueryClient();
  const [name, setName] = useState(document.name);
  const [expiresOn, setExpiresOn] = useState(document.expiresOn ?? "");
  const [visible, setVisible] = useState(document.visibleToClient);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ path: string; words: string } | null>(null);
  const change = {
    ...(name === document.name ? {} : { name }),
    ...(expiresOn === (document.expiresOn ?? "") ? {} : { expiresOn: expiresOn || null }),
    ...(visible === document.visibleToClient ? {} : { visibleToClient: visible }),
  };
  const isChanged = Object.keys(change).length > 0;
  const save = async () => {
    if (busy || !isChanged) return;
    setBusy(true);
    setProblem(null);
    try {
      await api("PATCH /api/documents/{id}", {
        params: { id: document.id },
        body: { version: document.version, ...change },
      });
      toastSuccess("Saved");
      documentChanged(cache, document);
    } catch (error) {
      const { detail, fields } = explain(error);
      setProblem({ path: fields?.[0]?.path ?? "", words: detail });
      documentChanged(cache, document);
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (path: string) => (problem?.path === path ? problem.words : undefined);
  return (
    <form
      className="space-y-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label="Name" name="documentName" error={errorOf("name")}>
        <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field
        label="Expires on"
        name="documentExpiresOn"
        optional
        hint="The date on the document itself, such as a passport's."
        error={errorOf("expiresOn")}
      >
        <Input type="date" className="w-44!" value={expiresOn} onChange={(event) => setExpiresOn(event.target.value)} />
      </Field>
      <Checkbox
        label="The client sees it in the portal"
        checked={visible}
        onChange={(event) => setVisible(event.target.checked)}
      />
      {problem && problem.path === "" ? (
        <p role="alert" className="text-xs font-medium text-bad">
          {problem.words}
        </p>
      ) : null}
      <Button type="submit" size="sm" look={isChanged ? "primary" : "secondary"} busy={busy} disabled={!isChanged}>
        Save changes
      </Button>
    </form>
  );
}
