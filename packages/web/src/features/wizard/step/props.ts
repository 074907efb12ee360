import type { Dispatch } from "react";
import type { Draft, DraftEvent } from "../draft.ts";

/** What each step is given. */
export interface StepProps {
  draft: Draft;
  send: Dispatch<DraftEvent>;
  /** The step is answered: remember it and go on. */
  onDone: () => void;
  onBack: () => void;
}
