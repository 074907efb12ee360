/** The embedded AWS as the templates want it: their tables, queues and buckets, one principal for each function, their secrets. */
import path from "node:path";
import { localValues, Model, type Assembly } from "../../../../infra/template.ts";
import { startAws, type EmbeddedAws } from "../aws/index.ts";
import { newKeyPair, principal, secretParameters, type KeyPair } from "./environment.ts";
import type { RuntimeOptions } from "./options.ts";

export interface CloudOptions {
  assembly: Assembly;
  dataDir: string;
  /** The product's origin: S3's CORS and every URL that names CloudFront. */
  appUrl: string;
  /** Values of secrets by bare name. */
  secrets: Record<string, string | undefined>;
  ports: NonNullable<RuntimeOptions["awsPorts"]>;
  print: (line: string) => void;
}

export interface Cloud {
  aws: EmbeddedAws;
  /** The templates with this run's addresses in them. */
  model: Model;
  /** A function's own key pair, by its short name. */
  keysOf: (functionName: string) => KeyPair;
  /** May do everything; for the runtime itself and for tests. */
  admin: KeyPair;
}

export async function openCloud({ assembly, dataDir, appUrl, secrets, ports, print }: CloudOptions): Promise<Cloud> {
  const named = new Model(assembly);
  const functions = named.functions();
  const keys = new Map(functions.map((fn) => [fn.name, newKeyPair()]));
  const keysOf = (name: string): KeyPair => {
    const pair = keys.get(name);
    if (!pair) throw new Error(`no function ${name}`);
    return pair;
  };
  const admin = newKeyPair();
  const aws = await startAws({
    dataDir: path.join(dataDir, "aws"),
    plan: named.plan(),
    principals: [
      principal("admin", admin, () => true),
      ...functions.map((fn) => principal(fn.name, keysOf(fn.name), (action, arn) => named.allowed(fn, action, arn))),
    ],
    secrets: secretParameters(functions, secrets),
    origins: [appUrl],
    ports,
    log: print,
  });
  // Queue URLs carry the port that SQS got.
  return { aws, model: new Model(assembly, localValues({ sqs: aws.endpoints.sqs, app: appUrl })), keysOf, admin };
}
