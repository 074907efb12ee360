/** What an HTTP API makes of a function's result (payload format 2.0). */

export interface HttpAnswer {
  status: number;
  /** Names and values in turn; a name may repeat. */
  headers: [string, string][];
  body: Buffer;
}

export const jsonAnswer = (status: number, body: unknown, headers: [string, string][] = []): HttpAnswer => ({
  status,
  headers: [["content-type", "application/json"], ...headers],
  body: Buffer.from(JSON.stringify(body)),
});

export const gatewayError = (status: number, message: string): HttpAnswer => jsonAnswer(status, { message });

/** A result the gateway cannot use, and every error of the function, is this to the caller. */
export const internalServerError = (): HttpAnswer => gatewayError(500, "Internal Server Error");

/** Set by the server itself. */
const DROPPED = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);

/** `payload` is the function's result as JSON. A result without `statusCode` is itself the JSON body of a 200. */
export function toAnswer(payload: string): HttpAnswer {
  const result: unknown = JSON.parse(payload);
  if (!isRecord(result) || !("statusCode" in result))
    return {
      status: 200,
      headers: [["content-type", "application/json"]],
      body: Buffer.from(result === null ? "" : payload),
    };
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded = false } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return internalServerError();
  if (typeof body !== "string" || !isRecord(headers) || !Array.isArray(cookies)) return internalServerError();
  const list: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      return internalServerError();
    if (!DROPPED.has(name.toLowerCase())) list.push([name.toLowerCase(), String(value)]);
  }
  for (const cookie of cookies) list.push(["set-cookie", String(cookie)]);
  if (body !== "" && !list.some(([name]) => name === "content-type"))
    list.push(["content-type", "text/plain;charset=UTF-8"]);
  return { status, headers: list, body: Buffer.from(body, isBase64Encoded === true ? "base64" : "utf8") };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
