import type { Show } from "./queries.ts";

/** Which rows of an import are shown, and choosing others. */
export interface ShowProps {
  show: Show;
  onShow: (show: Show) => void;
}
