import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ImageUp, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { type Firm, logoQuery, rememberFirm } from "./queries.ts";

/** The picture at the head of documents. It is saved by itself: there is nothing else to decide about it. */
export function Logo({ firm, mayChange }: { firm: Firm; mayChange: boolean }) {
  const cache = useQueryClient();
  const logo = useQuery({ ...logoQuery, enabled: firm.hasLogo });
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = async (act: () => Promise<Firm>, done: string) => {
    setBusy(true);
    setProblem(null);
    try {
      rememberFirm(cache, await act());
      await cache.invalidateQueries({ queryKey: logoQuery.queryKey });
      toastSuccess(done);
    } catch (error) {
      setProblem(explain(error).detail);
      await cache.invalidateQueries({ queryKey: ["firm", "profile"] });
    } finally {
      setBusy(false);
    }
  };
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    // Loaded with the first picture only.
    const { toLogo } = await import("./picture.ts");
    const base64 = await toLogo(file).catch(() => null);
    if (base64 === null) setProblem("This file is no picture that can be a logo. Choose a PNG or JPEG.");
    else
      await change(
        () => api("POST /api/firm/logo", { body: { version: firm.version, base64 } }),
        "The logo is on your documents",
      );
    if (chooser.current) chooser.current.value = "";
  };
  return (
    <Panel title="Logo" id="firm-logo">
      {problem ? (
        <Notice kind="bad" live title="The logo was not changed" className="mb-3">
          {problem}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-4">
        <div className="flex h-20 w-48 items-center justify-center rounded-md border border-line bg-white p-2">
          {firm.hasLogo && logo.data ? (
            <img src={logo.data} alt={`Logo of ${firm.name}`} className="max-h-full max-w-full object-contain" />
          ) : (
            <span className="text-xs text-[#4b5563]">{firm.hasLogo ? "Loading…" : "No logo"}</span>
          )}
        </div>
        {mayChange ? (
          <div className="flex flex-wrap gap-2">
            <input
              ref={chooser}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              aria-label="Logo file"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => void upload(event.target.files?.[0])}
            />
            <Button
              busy={busy}
              icon={<ImageUp aria-hidden="true" className="size-4" />}
              onClick={() => chooser.current?.click()}
            >
              {firm.hasLogo ? "Replace logo" : "Upload logo"}
            </Button>
            {firm.hasLogo ? (
              <Button
                look="quiet"
                icon={<Trash2 aria-hidden="true" className="size-4" />}
                onClick={() =>
                  void change(
                    () => api("POST /api/firm/logo/remove", { body: { version: firm.version } }),
                    "The logo is removed",
                  )
                }
              >
                Remove
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      <p className="mt-3 text-xs text-muted">
        It stands at the head of invoices and proposals. A wide picture on white looks best.
      </p>
    </Panel>
  );
}
