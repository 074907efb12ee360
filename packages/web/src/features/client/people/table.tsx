import { useState } from "react";
import { birthMonth, longDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { controlWords, type PersonRow } from "./rows.ts";
import { registerWords } from "../words.ts";

/** Officers and owners in two tables; those who left are folded away. */
export function PeopleTable({ people, empty }: { people: PersonRow[]; empty: string }) {
  const officers = people.filter((person) => person.kind === "officer");
  const pscs = people.filter((person) => person.kind === "psc");
  if (people.length === 0)
    return (
      <div className="rounded-lg border border-line bg-surface">
        <Empty title="Nobody is listed">{empty}</Empty>
      </div>
    );
  return (
    <div className="space-y-4">
      {officers.length > 0 ? <Group title="Officers" people={officers} gone="resigned" /> : null}
      {pscs.length > 0 ? <Group title="People with significant control" people={pscs} gone="ceased" /> : null}
    </div>
  );
}

function Group({ title, people, gone }: { title: string; people: PersonRow[]; gone: "resigned" | "ceased" }) {
  const [all, setAll] = useState(false);
  const active = people.filter((person) => person.isActive);
  const left = people.length - active.length;
  const shown = all ? people : active;
  const psc = gone === "ceased";
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-2 px-4 py-1">
        <h2 className="font-semibold">
          {title} <span className="font-normal text-muted tabular-nums">{active.length}</span>
        </h2>
        {left > 0 ? (
          <Button size="sm" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Hide ${gone}` : `Show ${left} ${gone}`}
          </Button>
        ) : null}
      </div>
      {shown.length > 0 ? (
        <Table label={`${title}, table`}>
          <thead>
            <tr>
              <Th className="border-t">Name</Th>
              <Th className="border-t">{psc ? "Control" : "Role"}</Th>
              <Th className="border-t">Born</Th>
              <Th className="border-t">Nationality</Th>
              <Th className="border-t">{psc ? "Notified" : "Appointed"}</Th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {shown.map((person) => (
              <tr key={`${person.id}-${person.name}`}>
                <Td className="min-w-40 font-medium">
                  <span className="flex flex-wrap items-center gap-1.5">
                    {person.name}
                    {person.source === "manual" ? <Badge>Typed by hand</Badge> : null}
                  </span>
                </Td>
                <Td className="min-w-36 text-muted">
                  {psc && person.naturesOfControl.length > 0 ? (
                    <ul>
                      {person.naturesOfControl.map((nature) => (
                        <li key={nature}>{controlWords(nature)}</li>
                      ))}
                    </ul>
                  ) : person.role ? (
                    registerWords(person.role)
                  ) : (
                    "–"
                  )}
                </Td>
                <Td className="whitespace-nowrap text-muted">
                  {person.dateOfBirth ? birthMonth(person.dateOfBirth) : "–"}
                </Td>
                <Td className="text-muted">{person.nationality ?? "–"}</Td>
                <Td className="whitespace-nowrap text-muted">
                  {person.appointedOn ? longDate(person.appointedOn) : "–"}
                  {person.resignedOn ? (
                    <span className="block text-xs">
                      {psc ? "Ceased" : "Resigned"} {longDate(person.resignedOn)}
                    </span>
                  ) : null}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : (
        <p className="px-4 pb-3 text-muted">Nobody at present.</p>
      )}
    </section>
  );
}
