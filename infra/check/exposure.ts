/** Nothing is public that should not be, nothing is kept that should not be, and data survives. */
import { asArray, asObject, toText } from "../template/resource.ts";
import type { Check } from "./type.ts";

export const bucketsArePrivateAndTlsOnly: Check = (model) => {
  const own = model
    .buckets()
    .flatMap((bucket) => [
      ...(bucket.private ? [] : [`${bucket.name} does not block public access`]),
      ...(bucket.tlsOnly ? [] : [`${bucket.name} answers without TLS`]),
    ]);
  const site = model.resources
    .ofType("AWS::S3::Bucket")
    .filter((bucket) => asObject(bucket.props.PublicAccessBlockConfiguration).RestrictPublicBuckets !== true)
    .map((bucket) => `${bucket.logicalId} does not block public access`);
  return [...own, ...site];
};

/** No resource policy admits everybody, no function has a URL of its own, and every permission names who may call and from where. */
export const nothingIsPublic: Check = (model) => {
  const everybody = (principal: unknown) =>
    principal === "*" ||
    toText(asObject(principal as never).AWS).includes('"*"') ||
    asObject(principal as never).AWS === "*";
  const policies = model.resources
    .ofType("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
    .filter((policy) =>
      asArray(asObject(policy.props.PolicyDocument).Statement)
        .map(asObject)
        .some((one) => one.Effect === "Allow" && everybody(one.Principal) && one.Condition === undefined),
    )
    .map((policy) => `${policy.logicalId} admits everybody`);
  const urls = model.resources.ofType("AWS::Lambda::Url").map((one) => `${one.logicalId} is a public function URL`);
  const calls = model.resources
    .ofType("AWS::Lambda::Permission")
    .filter((one) => one.props.Principal === "*" || one.props.SourceArn === undefined)
    .map((one) => `${one.logicalId} lets anybody call`);
  return [...policies, ...urls, ...calls];
};

/** Every Lambda, SST's own included, writes to a log group that forgets. */
export const logsAreForgotten: Check = (model) =>
  model.resources.ofType("AWS::Lambda::Function").flatMap((fn) => {
    const group = model.resources.target(asObject(fn.props.LoggingConfig).LogGroup, fn.stack);
    const days = Number(group?.props.RetentionInDays ?? 0);
    return days > 0 && days <= 90 ? [] : [`${fn.stack}/${fn.logicalId} keeps its log for ever`];
  });

export const functionsRunOnNode24Arm: Check = (model) =>
  model
    .functions()
    .filter((fn) => fn.runtime !== "nodejs24.x" || fn.architecture !== "arm64")
    .map((fn) => `${fn.name} runs on ${fn.runtime} ${fn.architecture}`);

/** An API door must answer before API Gateway gives up (30 s). */
export const doorsAnswerInTime: Check = (model) =>
  model
    .routes()
    .filter((route) => route.fn.timeoutS >= 30)
    .map((route) => `${route.key}: ${route.fn.name} may take ${route.fn.timeoutS} s`);

export const theTableIsTheSingleTable: Check = (model) => {
  const [table, ...others] = model.tables();
  if (!table) return ["there is no table"];
  const indexes = table.indexes.map(
    ({ name, key, projection }) => `${name} ${key.hash} ${key.range} ${JSON.stringify(projection)}`,
  );
  const expected = [1, 2, 3].map((n) => `gsi${n} gsi${n}pk gsi${n}sk "ALL"`);
  const prod = model.assembly.stage === "prod";
  const problems = [
    others.length > 0 && "there is more than one table",
    (table.key.hash !== "pk" || table.key.range !== "sk") && "the table's key is not pk and sk",
    indexes.join() !== expected.join() && `the indexes are ${indexes.join(", ")}`,
    table.ttlAttribute !== "ttl" && "items do not expire by ttl",
    !table.pointInTimeRecovery && "the table has no point-in-time recovery",
    prod && !table.deletionProtection && "the table may be deleted",
    prod && !table.retained && "the table goes with its stack",
  ];
  return problems.filter((problem) => typeof problem === "string");
};

export const filesAreKeptAndUploadsForgotten: Check = (model) => {
  const files = model.buckets().find((bucket) => bucket.name === "files");
  if (!files) return ["there is no files bucket"];
  const problems = [
    !files.versioned && "files are not versioned",
    !files.lifecycle.some((rule) => rule.prefix === "incoming/" && rule.expireAfterDays === 1) &&
      "unfinished uploads stay",
    files.lifecycle.some((rule) => rule.prefix === "" && rule.expireAfterDays !== undefined) && "files expire",
    files.cors.length === 0 && "browsers may not upload",
    files.cors.some((rule) => rule.allowedOrigins.includes("*")) && "every page may upload",
    model.assembly.stage === "prod" &&
      !files.resource.deletionPolicy?.startsWith("Retain") &&
      "files go with their stack",
  ];
  return problems.filter((problem) => typeof problem === "string");
};
