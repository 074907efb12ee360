import { IMPORT_FIELDS, type ImportFieldName } from "@practice-hub/core/import/schema";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain, type RequestFailure } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/form/input.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { type Import, rememberImport } from "./queries.ts";

/** Which column of the file is which field; what the headers seem to say is filled in. */
export function MapColumns({ one, onCancel }: { one: Import; onCancel?: () => void }) {
  const cache = useQueryClient();
  const [mapping, setMapping] = useState(one.mapping);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const twice = mapping.find((field, at) => field !== null && mapping.indexOf(field) < at);
  const missing = !mapping.includes("name");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || missing || twice) return;
    setBusy(true);
    setFailure(null);
    try {
      rememberImport(
        cache,
        await api("POST /api/clients/import/{id}/check", { params: { id: one.id }, body: { mapping } }),
      );
      onCancel?.();
    } catch (error) {
      setFailure(explain(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {failure ? (
        <Notice kind="bad" live title="The columns were not saved" className="mb-4">
          {failure.detail}
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      <Panel title="Match the columns" id="match-columns" flush>
        <p className="border-b border-line px-4 py-2.5 text-muted">
          Say which field each column fills. Columns without a field are left out.
        </p>
        <Table label="Columns of the file">
          <thead>
            <tr>
              <Th>Column</Th>
              <Th>Field</Th>
              <Th className="max-md:hidden">First rows</Th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {one.headers.map((header, at) => (
              <tr key={header}>
                <Td className="max-w-40 font-medium break-words">{header}</Td>
                <Td>
                  <Select
                    aria-label={`Field for ${header}`}
                    className="min-w-36"
                    value={mapping[at] ?? ""}
                    onChange={({ target: { value } }) =>
                      setMapping(
                        mapping.map((field, n) => (n === at ? ((value || null) as ImportFieldName | null) : field)),
                      )
                    }
                  >
                    <option value="">Leave out</option>
                    {IMPORT_FIELDS.map(({ name, label }) => (
                      <option key={name} value={name}>
                        {label}
                      </option>
                    ))}
                  </Select>
                </Td>
                <Td className="max-w-80 truncate text-muted max-md:hidden">
                  {one.sample
                    .map((cells) => cells[at])
                    .filter(Boolean)
                    .join(" · ") || "–"}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Panel>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={busy}>
          Check the file
        </Button>
        {onCancel ? <Button onClick={onCancel}>Keep the columns as they are</Button> : null}
        <output className="text-bad">
          {missing ? "Choose the column with the clients’ names." : ""}
          {twice ? `Two columns fill ${IMPORT_FIELDS.find(({ name }) => name === twice)?.label}. Choose one.` : ""}
        </output>
      </div>
    </form>
  );
}
