import { Link } from "@tanstack/react-router";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Select } from "../../../ui/form/input.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { BY_WORDS, type Choice } from "./choice.ts";
import type { MatchRow } from "./query.ts";

const SEARCH = "search";
const described = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(" · ");

/** One client: who it is, and who it may be in Xero. */
export function ClientRow({
  row,
  choice,
  refused,
  onChoose,
  onSearch,
}: {
  row: MatchRow;
  choice: Choice;
  refused: string | undefined;
  onChoose: (choice: Choice) => void;
  onSearch: () => void;
}) {
  const found = choice?.action === "link" ? choice.contact : null;
  const contacts = row.suggestions.map(({ contact, by }) => ({ contact, words: `${contact.name} (${BY_WORDS[by]})` }));
  const [best] = contacts;
  const listed =
    found && !contacts.some(({ contact }) => contact.id === found.id)
      ? [...contacts, { contact: found, words: `${found.name} (found by you)` }]
      : contacts;
  const change = (value: string) => {
    if (value === SEARCH) return onSearch();
    if (value === "create" || value === "ignore") return onChoose({ action: value });
    const contact = listed.find((one) => one.contact.id === value)?.contact;
    onChoose(contact ? { action: "link", contact } : null);
  };
  const about = found && described([found.email, found.companyNumber]);
  return (
    <li className="grid items-start gap-x-6 gap-y-1 px-4 py-2.5 sm:grid-cols-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <Link
            to="/client-hub/clients/$id"
            params={{ id: row.clientId }}
            className="min-w-0 font-medium break-words underline-offset-3 hover:underline"
          >
            {row.name}
          </Link>
          {choice === null ? (
            <Badge tone={contacts.length > 0 ? "warn" : "neutral"}>
              {contacts.length > 0 ? "Perhaps in Xero" : "Not decided"}
            </Badge>
          ) : null}
        </p>
        <p className="text-xs break-words text-muted">
          {described([row.email, row.companyNumber]) || "No email, no number"}
        </p>
        {row.problem ? <p className="mt-1 text-xs text-bad">{row.problem}</p> : null}
      </div>
      <Field
        name={`match.${row.clientId}`}
        label={<span className="sr-only">In Xero, {row.name} is</span>}
        error={refused}
      >
        <Select
          value={choice === null ? "" : choice.action === "link" ? choice.contact.id : choice.action}
          onChange={(event) => change(event.target.value)}
        >
          <option value="">{row.broken ? "Choose…" : "Not decided (a new contact)"}</option>
          {listed.length > 0 ? (
            <optgroup label="Link with">
              {listed.map(({ contact, words }) => (
                <option key={contact.id} value={contact.id}>
                  {words}
                </option>
              ))}
            </optgroup>
          ) : null}
          <option value={SEARCH}>Another contact in Xero…</option>
          {row.broken ? null : <option value="create">A new contact</option>}
          <option value="ignore">Leave out of Xero</option>
        </Select>
        {choice === null && best ? (
          <Button size="sm" className="mt-1.5 max-w-full" onClick={() => change(best.contact.id)}>
            <span className="truncate">Link with {best.words}</span>
          </Button>
        ) : null}
        {about ? <p className="mt-0.5 text-xs break-words text-muted">{about}</p> : null}
      </Field>
    </li>
  );
}
