/** The environment of one function: what the template gives it, who it is, where AWS is, and what Lambda adds. */
import { randomBytes } from "node:crypto";
import type { Endpoints, Principal } from "../aws/index.ts";
import { REGION } from "../aws/place.ts";
import type { AppFunction } from "../../../../infra/template.ts";

export interface KeyPair {
  accessKeyId: string;
  secretAccessKey: string;
}

/** A key pair in AWS's form, good for this run only. */
export const newKeyPair = (): KeyPair => ({
  accessKeyId: `AKIA${randomBytes(10).toString("hex").toUpperCase().slice(0, 16)}`,
  secretAccessKey: randomBytes(30).toString("base64"),
});

/** Most answers remembered for one principal; object keys make ever new resources. */
const REMEMBERED = 1000;

/** Somebody for whom `may` answers. Policies do not change while a runtime runs, so each question is answered once. */
export function principal(name: string, keys: KeyPair, may: Principal["may"]): Principal {
  const known = new Map<string, boolean>();
  return {
    name,
    ...keys,
    may: (action, arn) => {
      const question = `${action} ${arn}`;
      const answer = known.get(question) ?? may(action, arn);
      if (known.size >= REMEMBERED) known.clear();
      known.set(question, answer);
      return answer;
    },
  };
}

export interface EnvironmentOptions {
  fn: AppFunction;
  keys: KeyPair;
  endpoints: Endpoints;
  /** Values that replace the template's, where it names the variable. */
  overrides: Record<string, string | undefined>;
}

/** Everything `process.env` holds inside the function. */
export function functionEnvironment({ fn, keys, endpoints, overrides }: EnvironmentOptions): Record<string, string> {
  const own = Object.entries(fn.env).map(([name, value]) => [name, overrides[name] ?? value]);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SSM: endpoints.ssm,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin:/bin",
    TZ: ":UTC",
    _HANDLER: `index.${fn.exportName}`,
  };
}

/** Never taken from the terminal's environment: they say what this runtime is. */
const FIXED = new Set(["NODE_OPTIONS", "SECRET_NAMES", "SECRETS_PREFIX", "STAGE"]);

/** What the terminal's environment may say: variables to which the template gives plain text, not a resource's name. */
export function overridesOf(fn: AppFunction, env: Record<string, string | undefined>): Record<string, string> {
  const { Environment } = fn.resource.props;
  const variables = isRecord(Environment) && isRecord(Environment.Variables) ? Environment.Variables : {};
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      const given = env[name];
      return typeof value === "string" && given && !FIXED.has(name) ? [[name, given]] : [];
    }),
  );
}

/** Of the deployer's shell these choose what is built, not what a function reads. */
const NOT_FOR_FUNCTIONS = new Set(["ALARM_EMAIL", "APP_DOMAIN", "SITE_STUB"]);

/**
 * The shell of the synthesis: infra passes a provider variable on only when it is set. The values here just say that
 * it is, because a sandbox has another port each time and would make every start a new synthesis; the real ones follow
 * as overrides.
 */
export const synthesisEnvironment = (...sources: Record<string, string | undefined>[]): Record<string, string> =>
  Object.fromEntries(
    sources
      .flatMap((source) => Object.entries(source))
      .flatMap(([name, value]) => (value && !NOT_FOR_FUNCTIONS.has(name) ? [[name, "http://set.invalid"]] : [])),
  );

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** SSM parameters by full name: every secret that some function lists and for which there is a value. */
export function secretParameters(
  functions: AppFunction[],
  values: Record<string, string | undefined>,
): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const fn of functions)
    for (const name of fn.secrets) {
      const value = values[name];
      if (value && fn.env.SECRETS_PREFIX) parameters[`${fn.env.SECRETS_PREFIX}${name}/value`] = value;
    }
  return parameters;
}
