import { useSuspenseQuery } from "@tanstack/react-query";
import { longDate, yearEndDay } from "../../../lib/time/date.ts";
import { Fact, Facts, Panel } from "../../../ui/layout/page.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { SourceBadge } from "../../company/source-badge.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { ContactPanel } from "./contact-panel.tsx";
import { ClientConflict } from "./conflict.tsx";
import { InlineField } from "./inline-field.tsx";
import { InvitationsPanel } from "./invitations-panel.tsx";
import { SyncPanel } from "../../sync/panel.tsx";
import { clientQuery } from "../queries.ts";
import { useSave } from "./save.ts";
import { registerWords, STATUS_WORDS, TYPE_WORDS } from "../words.ts";

const WORKING = ["prospect", "onboarding", "active", "inactive"] as const;

/** The facts of a client, each changed where it stands. */
export function Overview({ id }: { id: string }) {
  const { data: client } = useSuspenseQuery(clientQuery(id));
  const mayWrite = useCan("client:write") && client.status !== "archived";
  const save = useSave(client);
  const field = { save, mayWrite };
  const office = client.registeredOffice;
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <ClientConflict save={save} />
      <div className="space-y-4">
        <Panel flush title="Details" id="details">
          <Facts>
            <InlineField {...field} name="name" label="Name" value={client.name} />
            <InlineField
              {...field}
              name="status"
              label="Status"
              value={client.status}
              options={
                client.status === "archived"
                  ? [["archived", "Archived"]]
                  : WORKING.map((status) => [status, STATUS_WORDS[status].label])
              }
            />
            <InlineField {...field} name="type" label="Type" value={client.type} options={Object.entries(TYPE_WORDS)} />
            <InlineField {...field} name="clientCode" label="Client code" value={client.clientCode} />
            <InlineField {...field} name="email" label="Email address" value={client.email} inputType="email" />
            <InlineField {...field} name="phone" label="Telephone" value={client.phone} inputType="tel" />
            <InlineField {...field} name="website" label="Website" value={client.website} inputType="url" />
            <InlineField {...field} name="vatNumber" label="VAT number" value={client.vatNumber} />
            <InlineField
              {...field}
              name="yearEnd"
              label="Year end"
              value={client.yearEnd}
              shown={client.yearEnd ? yearEndDay(client.yearEnd) : null}
              hint="Month and day, e.g. 03-31"
            />
            <InlineField {...field} name="notes" label="Notes" value={client.notes} multiline />
          </Facts>
        </Panel>
      </div>
      <div className="space-y-4">
        <ContactPanel client={client} {...field} />
        <InvitationsPanel client={client} />
        <SyncPanel target={{ kind: "contact", id, clientId: id }} />
        {client.companyNumber || office ? (
          <Panel
            flush
            title="Registration"
            id="registration"
            actions={
              client.register ? <SourceBadge source={client.register.source} at={client.register.fetchedAt} /> : null
            }
          >
            <Facts>
              {client.companyNumber ? <Fact term="Company number">{client.companyNumber}</Fact> : null}
              {client.register?.companyType ? (
                <Fact term="Legal form">{registerWords(client.register.companyType)}</Fact>
              ) : null}
              {client.companyStatus ? <Fact term="Register status">{registerWords(client.companyStatus)}</Fact> : null}
              {client.incorporatedOn ? <Fact term="Incorporated">{longDate(client.incorporatedOn)}</Fact> : null}
              {office ? (
                <Fact term="Registered office">
                  <address className="not-italic">
                    {[
                      office.addressLine1,
                      office.addressLine2,
                      office.city,
                      office.county,
                      office.postcode,
                      office.country,
                    ]
                      .filter(Boolean)
                      .map((line) => (
                        <span key={line} className="block">
                          {line}
                        </span>
                      ))}
                  </address>
                </Fact>
              ) : null}
            </Facts>
          </Panel>
        ) : null}
        <p className="px-1 text-xs text-muted">
          Added <Ago at={client.createdAt} /> · changed <Ago at={client.updatedAt} />
        </p>
      </div>
    </div>
  );
}
