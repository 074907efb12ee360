/**
 * Secrets live in SSM as SecureStrings under `SECRETS_PREFIX`, one per name, and each function may read only its own
 * (`SECRET_NAMES`). They are read once, at init, into the environment, where `readConfig` finds them.
 * The call is signed by aws4fetch: 8 KB, where the SDK's client would be the largest thing in the webhook door.
 */
import { AwsClient } from "aws4fetch";

interface GetParametersAnswer {
  Parameters?: { Name: string; Value: string }[];
  InvalidParameters?: string[];
}

/** SSM takes at most ten names a call. */
const NAMES_PER_CALL = 10;
/** Init has ten seconds. A busy laptop, where every function starts at once, needs most of them. */
const TIMEOUT_MS = 8000;

/** Loads the function's secrets into `env`; a name that is already there wins. Names that do not exist stay unset: `readConfig` reports them. */
export async function loadSecrets(env: Record<string, string | undefined> = process.env): Promise<void> {
  const prefix = env.SECRETS_PREFIX;
  const names = (env.SECRET_NAMES ?? "").split(",").filter((name) => name && !env[name]);
  if (!prefix || names.length === 0) return;
  const region = env.AWS_REGION ?? "eu-west-2";
  const aws = new AwsClient({
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "",
    ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
    service: "ssm",
    region,
    retries: 2,
  });
  const endpoint = env.AWS_ENDPOINT_URL_SSM ?? `https://ssm.${region}.amazonaws.com`;
  for (let from = 0; from < names.length; from += NAMES_PER_CALL) {
    const batch = names.slice(from, from + NAMES_PER_CALL);
    const answer = await aws.fetch(`${endpoint}/`, {
      method: "POST",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParameters" },
      body: JSON.stringify({ Names: batch.map((name) => `${prefix}${name}/value`), WithDecryption: true }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`secrets: SSM answered ${answer.status} for ${batch.join(", ")}`);
    const { Parameters = [] } = (await answer.json()) as GetParametersAnswer;
    for (const { Name, Value } of Parameters) env[Name.slice(prefix.length).replace(/\/value$/, "")] = Value;
  }
}
