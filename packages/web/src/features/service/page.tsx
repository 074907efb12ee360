import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { useTitle } from "../../lib/title.ts";
import { formatPence } from "../../lib/money.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/form/choice.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { VAT_WORDS } from "../invoice/words.ts";
import { BILLING_WORDS } from "./words.ts";
import { useCan } from "../../lib/account/me.ts";
import { type Service, servicesQuery } from "./queries.ts";

const ServiceDialog = lazy(() => import("./dialog.tsx"));

/** What the firm offers: proposals pick from it and keep what they copied. */
export function ServicesPage() {
  useTitle("Services");
  const cache = useQueryClient();
  const mayManage = useCan("settings:manage");
  const [archived, setArchived] = useState(false);
  const [open, setOpen] = useState<Service | "new" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const list = useInfiniteQuery(servicesQuery(archived));
  const shelve = async (service: Service) => {
    setProblem(null);
    try {
      const body = { version: service.version, archived: !service.archived };
      await api("PATCH /api/services/{id}", { params: { id: service.id }, body });
      toastSuccess(`${service.name} is ${service.archived ? "offered again" : "archived"}`);
    } catch (error) {
      setProblem(explain(error).detail);
    } finally {
      await cache.invalidateQueries({ queryKey: ["services"] });
    }
  };
  const add = mayManage ? (
    <Button look="primary" icon={<Plus aria-hidden="true" className="size-4" />} onClick={() => setOpen("new")}>
      Add service
    </Button>
  ) : null;
  return (
    <>
      <PageHead title="Services" actions={add}>
        What you offer, with its price. Proposals copy from here; changing a price changes no proposal made before.
      </PageHead>
      <Checkbox
        className="mb-3"
        label="Show archived services"
        checked={archived}
        onChange={(event) => setArchived(event.target.checked)}
      />
      {problem ? (
        <Notice kind="bad" live className="mb-3">
          {problem}
        </Notice>
      ) : null}
      <PagedPanel
        list={list}
        what="services"
        empty={
          archived ? (
            <Empty title="No archived services">A service you no longer offer can be archived.</Empty>
          ) : (
            <Empty title="No services yet" action={add}>
              Add what you offer most, so that a proposal is made in a minute.
            </Empty>
          )
        }
      >
        {(services) => (
          <Table label="Services">
            <thead>
              <tr>
                <Th>Service</Th>
                <Th className="max-md:hidden">Billed</Th>
                <Th className="max-md:hidden">VAT</Th>
                <Th className="text-right">Price</Th>
                {mayManage ? <Th className="text-right">Change</Th> : null}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {services.map((service) => (
                <tr key={service.id} className="align-top">
                  <Td className="min-w-32 wrap-anywhere">
                    <span className="font-medium">{service.name}</span>
                    {service.description ? (
                      <span className="block text-xs whitespace-pre-line text-muted">{service.description}</span>
                    ) : null}
                    <span className="block text-xs text-muted md:hidden">{BILLING_WORDS[service.billing]}</span>
                  </Td>
                  <Td className="whitespace-nowrap text-muted max-md:hidden">{BILLING_WORDS[service.billing]}</Td>
                  <Td className="whitespace-nowrap text-muted max-md:hidden">{VAT_WORDS[service.vatRate]}</Td>
                  <Td className="text-right whitespace-nowrap">{formatPence(service.unitPricePence)}</Td>
                  {mayManage ? (
                    <Td>
                      <span className="flex flex-wrap justify-end gap-1">
                        {service.archived ? null : (
                          <Button size="sm" aria-label={`Edit ${service.name}`} onClick={() => setOpen(service)}>
                            Edit
                          </Button>
                        )}
                        <Button
                          size="sm"
                          look="quiet"
                          aria-label={`${service.archived ? "Offer again" : "Archive"} ${service.name}`}
                          onClick={() => void shelve(service)}
                        >
                          {service.archived ? "Offer again" : "Archive"}
                        </Button>
                      </span>
                    </Td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </PagedPanel>
      <Suspense>
        {open ? (
          <ServiceDialog
            key={open === "new" ? "new" : open.id}
            service={open === "new" ? null : open}
            onClose={() => setOpen(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
