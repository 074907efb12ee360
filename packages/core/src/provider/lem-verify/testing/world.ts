/**
 * LEM Verify for one test file: a sandbox and a table of its own, because limit, circuit and incidents are for all. Importing this
 * file starts it and points this process at it. Webhooks go nowhere; a test reads them from the sandbox and brings them itself.
 */
import { startLemVerify } from "../../../../../local/src/sandbox/lem-verify/index.ts";
import { captureLog } from "../../../lib/log.ts";
import { ownTable } from "../../../testing/own-table.ts";

process.env.TABLE_NAME = await ownTable("lem-verify");
export const sandbox = await startLemVerify({
  name: "lem-verify",
  port: 0,
  dataDir: null,
  appUrl: "http://127.0.0.1:9",
  log: () => undefined,
});
Object.assign(process.env, sandbox.env, sandbox.secrets);

/** Every line that core logged. */
export const logged: string[] = [];
captureLog((line) => logged.push(line));

/** The sandbox's `POST /__scenario`; throws when it refuses. */
export async function scenario(body: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/__scenario`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`scenario refused: ${await answer.text()}`);
}

interface State {
  checks: { id: string; clientReference: string; events: { id: string; type: string; body: string }[] }[];
  seen: { method: string; path: string; status: number }[];
}
export const state = async (): Promise<State> => (await (await fetch(`${sandbox.url}/__state`)).json()) as State;

/** Past the moment between a referral and the newer result. */
export const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
