import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatPence } from "../../../lib/money.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { type Service, servicesQuery } from "../../service/queries.ts";
import { useCan } from "../../../lib/account/me.ts";
import { BILLING_WORDS } from "../../service/words.ts";

/** The firm's services to choose from; each press adds one line. */
export default function ServicePicker({
  onPick,
  onClose,
}: {
  onPick: (service: Service) => void;
  onClose: () => void;
}) {
  const list = useInfiniteQuery(servicesQuery());
  const mayManage = useCan("settings:manage");
  const [text, setText] = useState("");
  const services = list.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted = text.trim().toLocaleLowerCase("en-GB");
  const shown = services.filter(({ name }) => name.toLocaleLowerCase("en-GB").includes(wanted));
  return (
    <Dialog open onOpenChange={onClose} title="Add a service" wide>
      {services.length > 5 ? (
        <Input
          aria-label="Filter services"
          placeholder="Filter"
          className="mb-3"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      {list.isPending ? <SkeletonRows label="Loading services" /> : null}
      {list.isError ? <Failure error={list.error} what="The services" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && services.length === 0 ? (
        <Empty
          title="No services yet"
          action={
            mayManage ? (
              <Link to="/client-hub/settings/services" className={buttonStyle({ size: "sm" })}>
                Add services
              </Link>
            ) : null
          }
        >
          Services of the catalogue appear here with their prices. A line can always be typed by hand.
        </Empty>
      ) : null}
      {services.length > 0 && shown.length === 0 ? <p className="text-muted">No service matches “{text}”.</p> : null}
      <ul className="divide-y divide-line">
        {shown.map((service) => (
          <li key={service.id}>
            <button
              type="button"
              className="flex w-full items-baseline justify-between gap-3 rounded-sm px-2 py-2 text-left hover:bg-hover"
              onClick={() => onPick(service)}
            >
              <span className="min-w-0">
                <span className="block font-medium wrap-anywhere">{service.name}</span>
                {service.description ? <span className="block text-xs text-muted">{service.description}</span> : null}
              </span>
              <span className="text-right whitespace-nowrap tabular-nums">
                {formatPence(service.unitPricePence)}
                <span className="block text-xs text-muted">{BILLING_WORDS[service.billing]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more services
        </Button>
      ) : null}
    </Dialog>
  );
}
