/** Every night: which firms' tokens nobody used for ten days (R12, F68). The operator's route does the same. */
import { enqueueIdleTokens } from "@practice-hub/core/connection/due";

export const handler = (): Promise<{ due: number }> => enqueueIdleTokens();
