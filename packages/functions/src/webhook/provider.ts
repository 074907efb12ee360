/** What a provider of webhooks is to the door: a verifier over raw bytes, and the queue its deliveries go to. */

/** A delivery whose signature held. `id` is the same for every repetition of it. */
interface Verified {
  id: string;
}

export interface WebhookProvider {
  /** Also the name in the path. */
  name: string;
  queue: string;
  /** The signing secrets in force, the current one first; none means that this stage is not set up. */
  secrets: () => string[];
  /** Pure. Null for anything but a delivery signed with one of `secrets`; never throws. */
  verify: (delivery: Delivery, secrets: readonly string[]) => Verified | null;
}

interface Delivery {
  header: (name: string) => string | undefined;
  /** The bytes as they arrived: what was signed. */
  body: Buffer;
  /** Epoch ms. */
  now: number;
}

/** The secrets of the environment, by name, without the ones that are not set. */
export const secretsOf = (...names: string[]): string[] => names.flatMap((name) => process.env[name] || []);
