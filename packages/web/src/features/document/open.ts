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

/** Browsers other than Safari cannot show HEIC. */
export const canShow = (contentType: string): boolean => !/^image\/hei[cf]$/.test(contentType);
