/** Every function may do what its row says, and nothing else. Written out again here, so that a slip in stack/grant.ts shows. */
import { FUNCTIONS, FUNCTION_ROWS, SECRET_NAMES, type FileAccess, type FunctionRow } from "../functions.ts";
import { secretParameter } from "../settings.ts";
import { ACCOUNT, REGION } from "../template/local-values.ts";
import type { AppFunction, Model } from "../template.ts";
import type { Check } from "./type.ts";

const TABLE_READ = ["GetItem", "BatchGetItem", "Query"];
const TABLE_WRITE = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ConditionCheckItem"];
const CONSUME = ["ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes", "GetQueueUrl"];

const FILES: Record<FileAccess, [prefix: string, actions: readonly string[]]> = {
  look: ["", ["ListBucket"]],
  incoming: ["/incoming/*", ["PutObject", "GetObject", "DeleteObject"]],
  read: ["/t/*", ["GetObject"]],
  write: ["/t/*", ["PutObject"]],
  remove: ["/t/*", ["DeleteObject"]],
};

interface Need {
  action: string;
  arn: string;
}

const parameterArn = (model: Model, name: string) =>
  `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter${secretParameter(model.assembly.stage, name)}`;

/** What the function's row asks for, as single actions on single resources. */
function needs(model: Model, fn: AppFunction, row: FunctionRow): Need[] {
  const on = (service: string, actions: readonly string[], arns: readonly string[]): Need[] =>
    actions.flatMap((action) => arns.map((arn) => ({ action: `${service}:${action}`, arn })));
  const [table] = model.tables();
  const tables = table ? [table.arn] : [];
  const indexes = table ? table.indexes.map((index) => index.arn) : [];
  const files = model
    .buckets()
    .filter((bucket) => bucket.name === "files")
    .map((bucket) => bucket.arn);
  const queues = (name: string) =>
    model
      .queues()
      .filter((queue) => queue.name === name)
      .map((queue) => queue.arn);
  return [
    ...on(
      "logs",
      ["CreateLogStream", "PutLogEvents"],
      [`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/${fn.functionName}:*`],
    ),
    ...(row.table.includes("read")
      ? [...on("dynamodb", TABLE_READ, tables), ...on("dynamodb", ["Query"], indexes)]
      : []),
    ...(row.table.includes("write") ? on("dynamodb", TABLE_WRITE, tables) : []),
    ...(row.table.includes("due")
      ? on(
          "dynamodb",
          ["Query"],
          indexes.filter((arn) => arn.endsWith("/gsi2")),
        )
      : []),
    ...row.files.flatMap((access) => {
      const [prefix, actions] = FILES[access];
      return on(
        "s3",
        actions,
        files.map((arn) => arn + prefix),
      );
    }),
    ...row.sends.flatMap((queue) => on("sqs", ["SendMessage"], queues(queue))),
    ...("queue" in row.trigger ? on("sqs", CONSUME, queues(row.trigger.queue)) : []),
    ...("deadLettersOf" in row.trigger
      ? row.trigger.deadLettersOf.flatMap((name) => on("sqs", CONSUME, queues(`${name}-dlq`)))
      : []),
    ...on(
      "ssm",
      ["GetParameters"],
      row.secrets.map((name) => parameterArn(model, name)),
    ),
  ];
}

export const everyFunctionMayDoItsWork: Check = (model) =>
  FUNCTION_ROWS.flatMap(([name, row]) => {
    const fn = model.fn(name);
    return needs(model, fn, row)
      .filter(({ action, arn }) => !model.allowed(fn, action, arn))
      .map(({ action, arn }) => `${name} may not ${action} on ${arn}`);
  });

export const noFunctionMayDoMore: Check = (model) =>
  FUNCTION_ROWS.flatMap(([name, row]) => {
    const fn = model.fn(name);
    const expected = new Set(needs(model, fn, row).map(({ action, arn }) => `${action} ${arn}`));
    return model
      .grants(fn)
      .filter((grant) => grant.effect === "Allow")
      .flatMap((grant) => grant.actions.flatMap((action) => grant.resources.map((arn) => `${action} ${arn}`)))
      .filter((pair) => !expected.has(pair))
      .map((pair) => `${name} may also ${pair}`);
  });

/** Asked of the evaluator, which sees through wildcards: nobody reads the whole table. */
export const noFunctionMayScan: Check = (model) => {
  const arns = model.tables().flatMap((table) => [table.arn, ...table.indexes.map((index) => index.arn)]);
  return model
    .functions()
    .filter((fn) => arns.some((arn) => model.allowed(fn, "dynamodb:Scan", arn)))
    .map((fn) => `${fn.name} may scan`);
};

export const noGrantIsForEverything: Check = (model) =>
  model.functions().flatMap((fn) =>
    model
      .grants(fn)
      .filter((grant) => grant.actions.some((action) => action.includes("*")) || grant.resources.includes("*"))
      .map((grant) => `${fn.name}: ${grant.from} has a wildcard`),
  );

/** A function reads exactly the secrets that it lists, and no plain variable holds one. */
export const secretsListedAreSecretsReadable: Check = (model) =>
  model.functions().flatMap((fn) =>
    SECRET_NAMES.flatMap((name) => {
      const readable = model.allowed(fn, "ssm:GetParameters", parameterArn(model, name));
      if (fn.env[name] !== undefined) return [`${fn.name} has ${name} as a plain variable`];
      if (readable === fn.secrets.includes(name)) return [];
      return [
        `${fn.name} ${readable ? "may read" : "lists"} ${name} and does not ${readable ? "list" : "may read"} it`,
      ];
    }),
  );

/** The template has the functions of the table, no more and no fewer, each with the URL of every queue it sends to. */
export const theFunctionsAreThoseOfTheTable: Check = (model) => {
  const names = model.functions().map((fn) => fn.name);
  const unknown = names.filter((name) => !(name in FUNCTIONS)).map((name) => `${name} has no row`);
  const missing = FUNCTION_ROWS.filter(([name]) => !names.includes(name)).map(([name]) => `${name} does not exist`);
  const deaf = FUNCTION_ROWS.flatMap(([name, row]) => {
    const env = model.functions().find((fn) => fn.name === name)?.env ?? {};
    return row.sends
      .flatMap((target) => model.queues().filter((queue) => queue.name === target))
      .filter((queue) => env[queue.urlVariable ?? ""] !== queue.url)
      .map((queue) => `${name} does not know ${queue.name}'s URL`);
  });
  return [...unknown, ...missing, ...deaf];
};
