/** Every ten minutes: which firms are connected. A worker looks at each whether a poll or the nightly check is due. */
import { nudgeConnected } from "@practice-hub/core/connection/connected";

export const handler = (): Promise<{ nudged: number }> => nudgeConnected();
