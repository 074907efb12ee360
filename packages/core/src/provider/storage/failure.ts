/** S3's failures as one of the five kinds, by error name and status. */
import { S3ServiceException } from "@aws-sdk/client-s3";
import { kindOfStatus, ProviderError, type ProviderErrorKind } from "../../lib/provider/error.ts";

/** Codes whose meaning their status does not tell. */
const KINDS: Record<string, ProviderErrorKind> = {
  AccessDenied: "auth",
  InvalidAccessKeyId: "auth",
  SignatureDoesNotMatch: "auth",
  NoSuchBucket: "rejected",
  SlowDown: "rate-limit",
  RequestTimeTooSkewed: "rejected",
};

/** A GET says NoSuchKey; a HEAD has no body to say it in. */
const ABSENT = new Set(["NoSuchKey", "NotFound"]);

/** Runs a call to S3; what it throws is always a `ProviderError`. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof S3ServiceException))
      throw new ProviderError("unavailable", { provider: "s3", cause: error });
    const status = error.$metadata.httpStatusCode;
    const kind = KINDS[error.name] ?? kindOfStatus(status ?? 500);
    const known = error.name in KINDS || ABSENT.has(error.name);
    throw new ProviderError(kind, {
      provider: "s3",
      status,
      providerCode: known ? error.name : undefined,
      cause: error,
    });
  }
}

/** The same for one object; null when there is none. */
export const callingObject = <T>(call: () => Promise<T>): Promise<T | null> =>
  calling(call).catch((error: unknown) => {
    if (error instanceof ProviderError && ABSENT.has(error.details.providerCode ?? "")) return null;
    throw error;
  });
