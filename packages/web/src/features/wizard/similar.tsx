import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, type Item } from "../../lib/request/api.ts";
import { useDebounced } from "../../lib/debounce.ts";
import { Notice } from "../../ui/status/notice.tsx";
import { linkStyle } from "../auth/frame.tsx";

const WHY = { "company-number": "same company number", name: "same name", email: "same email address" } as const;

/** Clients that may be the same one, before they are made twice. Silent when it cannot be asked: saving checks again. */
export function SimilarNotice({
  name = "",
  companyNumber = "",
  email = "",
}: {
  name?: string;
  companyNumber?: string;
  email?: string;
}) {
  const asked = useDebounced(
    JSON.stringify({ name: name.trim(), companyNumber: companyNumber.trim(), email: email.trim() }),
    300,
  );
  const query = JSON.parse(asked) as { name: string; companyNumber: string; email: string };
  const { data } = useQuery({
    queryKey: ["clients", "similar", query],
    queryFn: ({ signal }) =>
      api("GET /api/clients/similar", {
        query: {
          name: query.name || undefined,
          companyNumber: query.companyNumber || undefined,
          email: query.email || undefined,
        },
        signal,
      }),
    enabled: query.name.length > 2 || query.companyNumber !== "" || query.email.includes("@"),
    retry: false,
    staleTime: 30_000,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Notice kind="warn" live title="This may already be a client">
      <ul className="space-y-0.5">
        {data.items.map((item: Item<"GET /api/clients/similar">) => (
          <li key={item.client.id}>
            <Link to="/client-hub/clients/$id" params={{ id: item.client.id }} className={linkStyle}>
              {item.client.name}
            </Link>{" "}
            ({item.because.map((why) => WHY[why]).join(", ")})
          </li>
        ))}
      </ul>
    </Notice>
  );
}
