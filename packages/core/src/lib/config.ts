/**
 * Configuration: environment variables, parsed once at start. A function that lacks a variable says so before it
 * serves anything, naming every missing or malformed one, never its value.
 */
import * as z from "zod";

/** Thrown at init. The message lists names and reasons only. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Parses the variables one function or adapter needs. `shape` maps variable names to schemas; an empty string
 * counts as missing, as in every deployment tool that cannot unset a variable.
 */
export function readConfig<S extends z.ZodRawShape>(
  shape: S,
  env: Record<string, string | undefined> = process.env,
): z.infer<z.ZodObject<S>> {
  const present = Object.fromEntries(
    Object.keys(shape).map((name) => [name, env[name] === "" ? undefined : env[name]]),
  );
  const parsed = z.object(shape).safeParse(present);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return present[name] === undefined ? `${name} is missing` : `${name} is malformed (${reason(issue)})`;
  });
  throw new ConfigError(`configuration: ${[...new Set(wrong)].join("; ")}`);
}

/** Why a value is refused, without the value. */
const reason = (issue: z.core.$ZodIssue): string =>
  issue.code === "invalid_format" ? `must be a ${issue.format}` : issue.code.replaceAll("_", " ");

/** 64 hex characters: 32 bytes (R19). */
export const hexKey = () => z.string().regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal characters");
/** An http(s) origin or base URL without a trailing slash. */
export const baseUrl = () => z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a token may travel to this address: https, or http on this machine itself. */
export const isSecureUrl = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};
/** A base URL that never carries a token over a network in the clear. */
export const secureUrl = () =>
  z
    .url()
    .refine(isSecureUrl, "must be https")
    .transform((url) => url.replace(/\/+$/, ""));
