import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDebounced } from "../../../lib/debounce.ts";
import { api } from "../../../lib/request/api.ts";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import type { ContactChoice, MatchRow } from "./query.ts";

/** A call to Xero each: asked when somebody stops typing. */
const PAUSE_MS = 400;

/** Finds a contact in Xero by a part of its name, address or number. Open while there is a `row`. */
export function ContactSearch({
  row,
  onClose,
  onFound,
}: {
  row: MatchRow | null;
  onClose: () => void;
  onFound: (contact: ContactChoice) => void;
}) {
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => (open ? null : onClose())}
      title={`Who is ${row?.name ?? ""} in Xero?`}
    >
      {row ? <Finder onFound={onFound} /> : null}
    </Dialog>
  );
}

function Finder({ onFound }: { onFound: (contact: ContactChoice) => void }) {
  const [text, setText] = useState("");
  const q = useDebounced(text.trim(), PAUSE_MS);
  const { data, isFetching, isError, error, refetch } = useQuery({
    queryKey: ["integrations", "xero", "contacts", q],
    queryFn: async ({ signal }) => (await api("GET /api/integrations/xero/contacts", { query: { q }, signal })).items,
    enabled: q !== "",
    staleTime: 60_000,
    retry: false,
  });
  return (
    <div className="space-y-3">
      <Field name="contact-search" label="Name, email or number">
        <Input value={text} maxLength={100} autoComplete="off" onChange={(event) => setText(event.target.value)} />
      </Field>
      <output className="block sr-only">{data ? `${data.length} contacts` : ""}</output>
      {isFetching && !data ? <SkeletonRows count={3} label="Searching in Xero" /> : null}
      {isError ? <Failure error={error} what="Xero’s contacts" onRetry={() => void refetch()} /> : null}
      {data?.length === 0 ? (
        <p className="text-muted">No contact in Xero has “{q}” in its name, email or number.</p>
      ) : null}
      {data && data.length > 0 ? (
        <ul className="divide-y divide-line rounded-md border border-line">
          {data.map((contact) => (
            <li key={contact.id}>
              <button
                type="button"
                disabled={!contact.active}
                className="block w-full px-3 py-2 text-left transition-colors duration-100 enabled:hover:bg-hover disabled:text-muted"
                onClick={() => onFound(contact)}
              >
                <span className="block font-medium break-words">
                  {contact.name}
                  {contact.active ? null : " (archived in Xero)"}
                </span>
                <span className="block text-xs break-words text-muted">
                  {[contact.email, contact.companyNumber].filter((part) => part !== null).join(" · ")}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
