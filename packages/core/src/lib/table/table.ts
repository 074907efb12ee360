/** The single table: one DynamoDB document client for the process, and its name. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/**
 * Bounds time: three tries in all, each within eight seconds. A transaction tried again carries the same client token, so it is
 * never applied twice.
 */
const dynamo = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: {
    requestTimeout: 8000,
    throwOnRequestTimeout: true,
    connectionTimeout: 3000,
    httpsAgent: { keepAlive: true, maxSockets: 50 },
    httpAgent: { keepAlive: true, maxSockets: 50 },
  },
});

/** For the few reads and writes that ElectroDB does not make. */
export const documents = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });

/** The table's name; the template sets it in every function's environment. */
export const tableName = (): string => {
  const name = process.env.TABLE_NAME;
  if (!name) throw new Error("configuration: TABLE_NAME is missing");
  return name;
};

/** What every ElectroDB entity is constructed with: `new Entity(schema, electro)`. */
export const electro = {
  client: documents,
  get table(): string {
    return tableName();
  },
};
