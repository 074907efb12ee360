import type { ReadPlace } from "@practice-hub/core/extraction/schema";
import { Eye, EyeOff } from "lucide-react";
import { Button } from "../../../ui/button.tsx";
import { DOCUMENT_WORDS } from "./words.ts";

/** Somebody's passport is looked at when it is wanted, and then noted: not with every look at the case. */
export function ShowSource({ shown, onShow }: { shown: boolean; onShow: (shown: boolean) => void }) {
  const Icon = shown ? EyeOff : Eye;
  return (
    <Button
      size="sm"
      aria-expanded={shown}
      icon={<Icon aria-hidden="true" className="size-3.5" />}
      onClick={() => onShow(!shown)}
    >
      {shown ? "Hide the document" : "Show on the document"}
    </Button>
  );
}

/** Where it was read, in words. */
export const PlaceWords = ({ place: { documentType, page } }: { place: ReadPlace }) => (
  <p className="text-xs text-muted">
    Read on page {page} of the {DOCUMENT_WORDS[documentType]}
  </p>
);
