/**
 * Presigned POST: the policy document a browser upload carries, its signature, and its conditions.
 * Source: "Creating a POST policy (AWS Signature Version 4)", Amazon S3 API Reference.
 */
import { matches, parseAmzDate } from "../gate/sigv4.ts";
import { accessDenied, S3Error } from "./s3-error.ts";

export type Form = { fields: Map<string, string>; file: Buffer; filename: string };

/** Reads multipart/form-data: field names in lower case; what follows the file is ignored, as in S3. */
export async function readForm(body: Buffer, contentType: string): Promise<Form> {
  const data = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw new S3Error(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
      );
    });
  const fields = new Map<string, string>();
  for (const [name, value] of data) {
    if (typeof value !== "string" || name === "file") {
      const file = typeof value === "string" ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
      return { fields, file, filename: typeof value === "string" ? "" : value.name };
    }
    fields.set(name.toLowerCase(), value);
  }
  throw new S3Error(400, "InvalidArgument", "POST requires exactly one file upload per request.");
}

export type PolicySignature = { accessKeyId: string; day: string; region: string; service: string; signature: string };

/** Who signed the form's policy; throws 403 when it is not signed at all. */
export function policySignature({ fields }: Form): PolicySignature {
  const [accessKeyId, day, region, service, end] = (fields.get("x-amz-credential") ?? "").split("/");
  const signature = fields.get("x-amz-signature");
  const date = fields.get("x-amz-date") ?? "";
  if (fields.get("policy") === undefined || signature === undefined) throw accessDenied();
  if (fields.get("x-amz-algorithm") !== "AWS4-HMAC-SHA256" || !accessKeyId || !day || !region || !service)
    throw accessDenied();
  if (end !== "aws4_request" || service !== "s3" || !date.startsWith(day) || Number.isNaN(parseAmzDate(date)))
    throw accessDenied();
  return { accessKeyId, day, region, service, signature };
}

type Policy = { expiration: string; conditions: unknown[] };

/** Throws unless signature, expiry and every condition of the policy hold for this form, bucket and file. */
export function checkPolicy(form: Form, bucket: string, signed: PolicySignature, secret: string, nowMs: number): void {
  const encoded = form.fields.get("policy") ?? "";
  if (!matches(secret, signed, encoded, signed.signature))
    throw new S3Error(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided.",
    );
  const policy = decode(encoded);
  if (!(nowMs < Date.parse(policy.expiration))) throw violated("Policy expired.");

  const covered = new Set(["policy", "x-amz-signature", "file"]);
  for (const condition of policy.conditions) covered.add(checkCondition(condition, form, bucket));
  const extra = [...form.fields.keys()].filter((name) => !covered.has(name) && !name.startsWith("x-ignore-"));
  if (extra.length > 0) throw violated(`Extra input fields: ${extra.join(", ")}`);
}

const violated = (why: string): S3Error => accessDenied(`Invalid according to Policy: ${why}`);

function decode(encoded: string): Policy {
  try {
    const policy = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as Partial<Policy>;
    if (typeof policy.expiration === "string" && Array.isArray(policy.conditions)) return policy as Policy;
  } catch {
    // answered below like a policy without its two parts
  }
  throw new S3Error(400, "InvalidPolicyDocument", "Invalid Policy: Invalid JSON.");
}

/** Checks one condition and answers the name of the field that it covers. */
function checkCondition(condition: unknown, form: Form, bucket: string): string {
  const [operator, subject, wanted, upTo] = normalize(condition);
  if (operator === "content-length-range") {
    checkLength(form.file.length, Number(subject), Number(wanted));
    return "";
  }
  const name = String(subject).replace(/^\$/, "").toLowerCase();
  const actual = name === "bucket" ? bucket : form.fields.get(name);
  const text = String(wanted);
  const holds = operator === "eq" ? actual === text : operator === "starts-with" && actual?.startsWith(text);
  if (!holds || upTo !== undefined) throw violated(`Policy Condition failed: ${JSON.stringify(condition)}`);
  return name;
}

/** `{field: value}` is short for `["eq", "$field", value]`. */
function normalize(condition: unknown): unknown[] {
  if (Array.isArray(condition)) {
    const [operator, ...rest] = condition as unknown[];
    return [String(operator).toLowerCase(), ...rest];
  }
  const [entry, ...more] = Object.entries(condition as object);
  if (entry === undefined || more.length > 0)
    throw new S3Error(400, "InvalidPolicyDocument", "Invalid Policy: Invalid Simple-Condition.");
  return ["eq", `$${entry[0]}`, entry[1]];
}

function checkLength(size: number, min: number, max: number): void {
  const elements = { ProposedSize: size, MinSizeAllowed: min, MaxSizeAllowed: max };
  if (!(size <= max))
    throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", elements);
  if (!(size >= min))
    throw new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", elements);
}
