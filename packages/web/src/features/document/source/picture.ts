/** The picture of a document, for pages that show where on it something was read. */
import { queryOptions } from "@tanstack/react-query";
import { useCallback } from "react";
import { type Ask, canShow, portalLink, staffLink } from "../open.ts";

/** Staff and clients have a route each; it says 404 to whoever the document is not for, and notes the opening. */
export type Audience = "staff" | "portal";
export const LINK: Record<Audience, Ask> = { staff: staffLink, portal: portalLink };

export interface Picture {
  name: string;
  contentType: string;
  /** Null for what a browser cannot show as a picture. */
  blob: Blob | null;
}

/** Shown again within so long it is not fetched again. */
const KEPT_MS = 5 * 60 * 1000;

/**
 * Fetched once by its short link, past the browser's cache, and kept in this page's memory only: it goes with the session, and a
 * photo of nine megabytes is not sent for each of its answers.
 */
export const pictureQuery = (audience: Audience, documentId: string) =>
  queryOptions({
    queryKey: ["picture", audience, documentId],
    queryFn: async ({ signal }): Promise<Picture> => {
      const { url, name, contentType } = await LINK[audience](documentId, "inline");
      if (!contentType.startsWith("image/") || !canShow(contentType)) return { name, contentType, blob: null };
      const answer = await fetch(url, {
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal,
      });
      if (!answer.ok) throw new Error("the storage did not give the picture");
      return { name, contentType, blob: await answer.blob() };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    retry: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });

/** The picture in an image element for as long as it stands: its address goes with it. */
export const usePicture = (blob: Blob) =>
  useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(blob);
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [blob],
  );
