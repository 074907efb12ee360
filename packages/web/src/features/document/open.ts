import { api, type Output } from "../../lib/request/api.ts";

export type Link = Output<"GET /api/documents/{id}/download">;
/** How a page asks for a link: staff and clients have a route each. */
export type Ask = (id: string, show: "inline" | "attachment") => Promise<Link>;

export const staffLink: Ask = (id, show) =>
  api("GET /api/documents/{id}/download", { params: { id }, query: { show } });
export const portalLink: Ask = (id, show) =>
  api("GET /api/portal/documents/{id}/download", { params: { id }, query: { show } });

/** Saves the file: the link says so itself, and the page stays. */
export function save({ url, name }: Link): void {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.rel = "noreferrer";
  anchor.click();
}

/** Shows the file in a tab of its own; a PDF at that page. Opened first: a window that is opened after waiting is taken for a pop-up. */
export async function openInTab(ask: Ask, id: string, page?: number): Promise<void> {
  const view = window.open("about:blank", "_blank");
  try {
    const { url, contentType } = await ask(id, "inline");
    if (!view) return;
    view.opener = null;
    view.location.href = contentType === "application/pdf" && page !== undefined ? `${url}#page=${page}` : url;
  } catch (error) {
    view?.close();
    throw error;
  }
}

/** Browsers other than Safari cannot show HEIC. */
export const canShow = (contentType: string): boolean => !/^image\/hei[cf]$/.test(contentType);
