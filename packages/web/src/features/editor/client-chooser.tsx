import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import { useDebounced } from "../../lib/debounce.ts";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { Input } from "../../ui/form/input.tsx";

interface Chosen {
  id: string;
  name: string;
}

/** A box that finds a client by name, number, code or email. Stands inside a `Field`. */
export function ClientChooser({ chosen, onChoose }: { chosen: Chosen; onChoose: (client: Chosen) => void }) {
  const [text, setText] = useState(chosen.name);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useId();
  const asked = useDebounced(text.trim(), 150);
  const found = useQuery({
    queryKey: ["clients", "jump", asked],
    queryFn: async ({ signal }) => (await api("GET /api/clients", { query: { q: asked, limit: 8 }, signal })).items,
    enabled: open && asked.length > 0,
    placeholderData: (before) => before,
  });
  const shown = open && text.trim() !== "" ? (found.data ?? []) : [];
  const choose = (client: Chosen) => {
    onChoose({ id: client.id, name: client.name });
    setText(client.name);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marked = shown[at];
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && marked) choose(marked);
    else if (event.key === "Escape" && open) setOpen(false);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  };
  return (
    <div className="relative">
      <Input
        // It is an input; the rule does not see through our component.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={shown.length > 0 ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        placeholder="Name, number, code or email"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(0);
          if (chosen.id) onChoose({ id: "", name: "" });
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {shown.length > 0 ? (
        <div
          id={list}
          // A select cannot follow what is typed in another box, and a datalist cannot ask the API.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="listbox"
          aria-label="Clients"
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-md bg-surface p-1 shadow-floating"
        >
          {shown.map((client, index) => (
            <div
              key={client.id}
              id={`${list}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of the listbox above
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={clsx(
                "flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1",
                index === at && "bg-hover",
              )}
              onPointerEnter={() => setAt(index)}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(client);
              }}
            >
              <span className="min-w-0 grow truncate">{client.name}</span>
              <span className="text-xs text-muted tabular-nums">{client.companyNumber ?? client.clientCode}</span>
            </div>
          ))}
        </div>
      ) : null}
      <output className="block text-xs text-muted">
        {open && found.isError ? explain(found.error).detail : ""}
        {open && text.trim() !== "" && found.data?.length === 0 ? `No client matches “${asked}”.` : ""}
      </output>
    </div>
  );
}
