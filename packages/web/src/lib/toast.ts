/** Results of what a person did. The library loads with the first one, so the first screen does not pay for it. */
type Kind = "success" | "error";

async function show(
  kind: Kind,
  message: string,
  options?: { description?: string; action?: { label: string; onClick: () => void } },
): Promise<void> {
  const { toast, mountToaster } = await import("../ui/status/toaster.tsx");
  mountToaster();
  toast[kind](message, options);
}

export const toastSuccess = (
  message: string,
  options?: { description?: string; action?: { label: string; onClick: () => void } },
): void => void show("success", message, options);
export const toastError = (message: string, options?: { description?: string }): void =>
  void show("error", message, options);
