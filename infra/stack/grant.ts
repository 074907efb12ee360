/** Exactly what a row of `functions.ts` may do, as IAM statements: named actions on named resources. */
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { FileAccess, TableAccess } from "../functions.ts";

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
/** A transaction needs the action of each item in it, and ConditionCheckItem for its checks. */
const WRITE = [
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
];
const INDEXES = ["gsi1", "gsi2", "gsi3"];

export function tableGrants(table: ITable, access: readonly TableAccess[]): PolicyStatement[] {
  const indexes = (names: string[]) => names.map((name) => `${table.tableArn}/index/${name}`);
  const statements: Record<TableAccess, () => PolicyStatement[]> = {
    read: () => [
      new PolicyStatement({ actions: READ, resources: [table.tableArn] }),
      new PolicyStatement({ actions: ["dynamodb:Query"], resources: indexes(INDEXES) }),
    ],
    write: () => [new PolicyStatement({ actions: WRITE, resources: [table.tableArn] })],
    due: () => [new PolicyStatement({ actions: ["dynamodb:Query"], resources: indexes(["gsi2"]) })],
  };
  return access.flatMap((kind) => statements[kind]());
}

/** Objects by prefix (core/provider/storage/key.ts): what has just arrived, and what is kept. */
const INCOMING = "incoming/*";
const KEPT = "t/*";

export function fileGrants(files: IBucket, access: readonly FileAccess[]): PolicyStatement[] {
  const on = (prefix: string, ...actions: string[]) =>
    new PolicyStatement({ actions, resources: [files.arnForObjects(prefix)] });
  const statements: Record<FileAccess, () => PolicyStatement> = {
    look: () => new PolicyStatement({ actions: ["s3:ListBucket"], resources: [files.bucketArn] }),
    incoming: () => on(INCOMING, "s3:PutObject", "s3:GetObject", "s3:DeleteObject"),
    read: () => on(KEPT, "s3:GetObject"),
    write: () => on(KEPT, "s3:PutObject"),
    remove: () => on(KEPT, "s3:DeleteObject"),
  };
  return access.map((kind) => statements[kind]());
}

export const sendGrant = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] });

/** SecureStrings under the account's own aws/ssm key: reading the parameter is enough, no kms grant. */
export const secretGrants = (
  parameters: readonly string[],
  place: { region: string; account: string },
): PolicyStatement[] =>
  parameters.length === 0
    ? []
    : [
        new PolicyStatement({
          actions: ["ssm:GetParameters"],
          resources: parameters.map((name) => `arn:aws:ssm:${place.region}:${place.account}:parameter${name}`),
        }),
      ];
