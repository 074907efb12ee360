/** SSM parameter store, reading side only: SecureString parameters that the runtime holds in memory. */
import { AwsError } from "../gate/aws-error.ts";
import type { JsonBody, JsonService } from "../gate/json-service.ts";
import type { Action } from "../gate/principal.ts";
import { parameterArn } from "../place.ts";

const PAGE = 10;

/** @param secrets values by full parameter name */
export const ssmService = (secrets: Record<string, string>): JsonService => ({
  name: "ssm",
  contentType: "application/x-amz-json-1.1",
  namespace: "com.amazonaws.ssm",
  actions: ssmActions,
  run: ssmRun(secrets),
});

function ssmActions(operation: string, body: JsonBody): Action[] {
  const names =
    operation === "GetParameters"
      ? strings(body["Names"])
      : [operation === "GetParametersByPath" ? String(body["Path"]).replace(/\/$/, "") : String(body["Name"])];
  return names.map((name) => ({ action: `ssm:${operation}`, arn: parameterArn(name) }));
}

function ssmRun(secrets: Record<string, string>): JsonService["run"] {
  const values = new Map(Object.entries(secrets));
  const modifiedS = Date.now() / 1000;
  const describe = (name: string, decrypt: boolean): object => ({
    Name: name,
    ARN: parameterArn(name),
    Type: "SecureString",
    // Without decryption AWS answers a ciphertext; any text that is not the value will do.
    Value: decrypt ? values.get(name) : Buffer.from(`encrypted:${name}`).toString("base64"),
    Version: 1,
    LastModifiedDate: modifiedS,
    DataType: "text",
  });

  return async (operation, body) => {
    const decrypt = body["WithDecryption"] === true;
    switch (operation) {
      case "GetParameter": {
        const name = String(body["Name"]);
        if (!values.has(name)) throw new AwsError(400, "ParameterNotFound", "");
        return { Parameter: describe(name, decrypt) };
      }
      case "GetParameters": {
        const names = strings(body["Names"]);
        if (names.length === 0 || names.length > PAGE)
          throw new AwsError(
            400,
            "ValidationException",
            `1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to ${PAGE}`,
          );
        return {
          Parameters: names.filter((name) => values.has(name)).map((name) => describe(name, decrypt)),
          InvalidParameters: names.filter((name) => !values.has(name)),
        };
      }
      case "GetParametersByPath":
        return byPath([...values.keys()], body, (name) => describe(name, decrypt));
      default:
        throw new AwsError(400, "UnknownOperationException", `Unknown operation ${operation}`);
    }
  };
}

function byPath(names: string[], body: JsonBody, describe: (name: string) => object): object {
  const path = String(body["Path"]).replace(/\/?$/, "/");
  const limit = typeof body["MaxResults"] === "number" ? body["MaxResults"] : PAGE;
  if (limit < 1 || limit > PAGE) throw new AwsError(400, "ValidationException", "MaxResults must be between 1 and 10");
  const after = typeof body["NextToken"] === "string" ? body["NextToken"] : "";
  const matching = names
    .filter((name) => name.startsWith(path))
    .filter((name) => body["Recursive"] === true || !name.slice(path.length).includes("/"))
    .toSorted()
    .filter((name) => name > after);
  const page = matching.slice(0, limit);
  return {
    Parameters: page.map(describe),
    ...(matching.length > limit ? { NextToken: page.at(-1) } : {}),
  };
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === "string") : [];
