/**
 * `npm run secrets -- --stage <name>`: puts the secrets that the functions list (infra/functions.ts) from this shell's
 * environment into SSM, by `sst secrets load`. Prints names, never values.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { FUNCTION_ROWS, OPTIONAL_SECRETS, SECRET_NAMES } from "../infra/functions.ts";

/** What a value must look like, where a wrong one would only show at run time. */
const FORMS: Record<string, { form: RegExp; words: string }> = {
  ENCRYPTION_KEY: { form: /^[0-9a-f]{64}$/i, words: "must be 64 hexadecimal characters" },
  BETTER_AUTH_SECRET: { form: /^.{32,}$/, words: "must have at least 32 characters" },
  ENCRYPTION_KEY_PREVIOUS: { form: /^[0-9a-f]{64}$/i, words: "must be 64 hexadecimal characters" },
  RESEND_WEBHOOK_SECRET: { form: /^whsec_/, words: "must start with whsec_" },
};

export interface SecretsPlan {
  set: string[];
  /** Optional and not in the environment: left as they are in SSM. */
  skipped: string[];
  /** Why nothing is set; names and reasons only. */
  problems: string[];
}

/** What would be set from `env`; `only` narrows it to some names, for a rotation. */
export function planSecrets(env: Record<string, string | undefined>, only: readonly string[] = []): SecretsPlan {
  const unknown = only.filter((name) => !SECRET_NAMES.includes(name)).map((name) => `${name} is read by no function`);
  const wanted = only.length > 0 ? SECRET_NAMES.filter((name) => only.includes(name)) : SECRET_NAMES;
  const set = wanted.filter((name) => env[name]);
  const absent = wanted.filter((name) => !env[name]);
  const required = absent.filter((name) => only.includes(name) || !OPTIONAL_SECRETS.includes(name));
  const malformed = set.flatMap((name) => {
    const rule = FORMS[name];
    if (rule && !rule.form.test(env[name] ?? "")) return [`${name} ${rule.words}`];
    return quote(env[name] ?? "") === undefined ? [`${name} mixes every kind of quote or spans lines`] : [];
  });
  return {
    set,
    skipped: absent.filter((name) => !required.includes(name)),
    problems: [...unknown, ...required.map((name) => `${name} is not in the environment`), ...malformed],
  };
}

/** A value as dotenv reads it back unchanged: in a kind of quote that it does not contain. Undefined when there is none. */
function quote(value: string): string | undefined {
  const mark = ["'", "`", '"'].find((one) => !value.includes(one) && !(one === '"' && value.includes("\\")));
  return mark === undefined || /[\r\n]/.test(value) ? undefined : `${mark}${value}${mark}`;
}

/** The plan's secrets in dotenv's form. */
export const secretsFile = (names: readonly string[], env: Record<string, string | undefined>): string =>
  names.map((name) => `${name}=${quote(env[name] ?? "") ?? ""}\n`).join("");

/** Which functions read a secret, for the terminal. */
const readers = (secret: string): string =>
  FUNCTION_ROWS.filter(([, row]) => row.secrets.includes(secret))
    .map(([name]) => name)
    .join(", ");

function main(): number {
  const { values } = parseArgs({
    options: { stage: { type: "string" }, only: { type: "string" }, "dry-run": { type: "boolean", default: false } },
  });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!values.stage) {
    say("usage: npm run secrets -- --stage <name> [--only NAME,NAME] [--dry-run]");
    return 2;
  }
  const plan = planSecrets(process.env, values.only?.split(",").filter(Boolean));
  for (const name of plan.set) say(`  set   ${name}  (${readers(name)})`);
  for (const name of plan.skipped) say(`  skip  ${name}  (optional, not in the environment)`);
  for (const problem of plan.problems) say(`  ✗     ${problem}`);
  if (plan.problems.length > 0) return 1;
  if (values["dry-run"]) return 0;
  // A file only this user can read, gone before we return: values in arguments would show in the process list.
  const folder = mkdtempSync(path.join(tmpdir(), "practice-hub-secrets-"));
  const file = path.join(folder, "secrets.env");
  try {
    writeFileSync(file, secretsFile(plan.set, process.env), { mode: 0o600 });
    const sst = path.resolve(import.meta.dirname, "../node_modules/sst/cli/sst.js");
    const { status } = spawnSync(process.execPath, [sst, "secrets", "load", file, "--stage", values.stage], {
      stdio: "inherit",
    });
    if (status === 0) say("Functions read secrets when they start: deploy again, or wait until they are replaced.");
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) process.exitCode = main();
