import type { ReadPlace } from "@practice-hub/core/extraction/schema";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { explain } from "../../../lib/request/problem.ts";
import { toastError } from "../../../lib/toast.ts";
import { Skeleton } from "../../../ui/status/skeleton.tsx";
import { openInTab } from "../open.ts";
import { cropOf, type Size } from "./crop.ts";
import { type Audience, LINK, pictureQuery, usePicture } from "./picture.ts";
import { DOCUMENT_WORDS } from "./words.ts";

interface Props {
  place: ReadPlace;
  audience: Audience;
  /** What was read there, as its field is called. */
  label: string;
  /** Where many stand together, the page itself is shown once, by whoever shows them. */
  cropOnly?: boolean;
}

/**
 * What a value was read from, to stand beside it: the part of the picture, or the page in small when nobody said where on it, or
 * the page's number for a file that is no picture.
 */
export function Source({ place, audience, label, cropOnly = false }: Props) {
  const { documentId, documentType, page, box } = place;
  const picture = useQuery({ ...pictureQuery(audience, documentId), enabled: !cropOnly || box !== null });
  const where = `page ${page} of ${audience === "portal" ? "your" : "the"} ${DOCUMENT_WORDS[documentType]}`;
  if (cropOnly && (box === null || picture.isError || picture.data?.blob === null)) return null;
  if (picture.isError) return <p className="text-sm text-muted">Read on {where}, which cannot be shown here.</p>;
  if (picture.data?.blob === null)
    return (
      <p className="text-sm text-muted">
        Read on {where}. <OpenPage {...{ audience, documentId, page, label: `Open page ${page}` }} />
      </p>
    );
  if (!picture.data) return <Skeleton className="h-12 w-48" />;
  return (
    <figure className="my-1 max-w-full">
      <Part blob={picture.data.blob} place={place} alt={`${label} on ${where}`} />
      {cropOnly ? null : (
        <figcaption className="mt-1 text-sm text-muted">
          From {where}. <OpenPage {...{ audience, documentId, page, label: "Open it" }} />
        </figcaption>
      )}
    </figure>
  );
}

const FRAME = "relative block overflow-hidden rounded-md border border-line-strong bg-sunken";

/** The browser cuts: how large the picture is, and which way up, it knows best. */
function Part({ blob, place: { box }, alt }: { blob: Blob; place: ReadPlace; alt: string }) {
  const picture = usePicture(blob);
  const [size, setSize] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="text-sm text-muted">This picture cannot be shown here.</p>;
  const crop = box && size ? cropOf(box, size) : null;
  return (
    <span
      className={`${FRAME} ${box ? "" : "w-fit"}`}
      style={crop ? { width: crop.widthPx, maxWidth: "100%", aspectRatio: crop.ratio } : undefined}
    >
      <img
        ref={picture}
        alt={alt}
        className={crop ? "absolute max-w-none" : box ? "invisible h-12" : "max-h-44 max-w-full"}
        style={
          crop ? { width: `${crop.image.width}%`, left: `${crop.image.left}%`, top: `${crop.image.top}%` } : undefined
        }
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
        onError={() => setBroken(true)}
      />
    </span>
  );
}

function OpenPage(props: { audience: Audience; documentId: string; page: number; label: string }) {
  const { audience, documentId, page, label } = props;
  const open = () =>
    openInTab(LINK[audience], documentId, page).catch((error: unknown) => {
      toastError("The document was not opened", { description: explain(error).detail });
    });
  return (
    <button
      type="button"
      onClick={() => void open()}
      className="inline-flex min-h-6 cursor-pointer items-center text-accent-ink underline underline-offset-2"
    >
      {label}
    </button>
  );
}
