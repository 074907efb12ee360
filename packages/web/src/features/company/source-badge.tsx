import { Building2, PencilLine, TriangleAlert } from "lucide-react";
import { Badge } from "../../ui/status/badge.tsx";
import { Ago } from "../../ui/status/time.tsx";

/** Where registered details come from and how old they are: "Companies House, 3 h ago". */
export function SourceBadge({ source, at }: { source: "register" | "cache" | "stale" | "manual"; at: string | null }) {
  if (source === "manual") return <Badge icon={PencilLine}>Typed by hand</Badge>;
  return (
    <Badge tone={source === "stale" ? "warn" : "neutral"} icon={source === "stale" ? TriangleAlert : Building2}>
      Companies House
      {at ? (
        <>
          , <Ago at={at} />
        </>
      ) : null}
    </Badge>
  );
}
