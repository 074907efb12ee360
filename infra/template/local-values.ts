/** What each resource is called on a developer's machine: AWS's own forms, account 000000000000. */
import { asString, type Values } from "./resource.ts";

export const REGION = "eu-west-2";
export const ACCOUNT = "000000000000";

export interface LocalPlace {
  /** Origin of the SQS endpoint, for queue URLs. */
  sqs?: string;
  /** Public origin of the application, in place of CloudFront's. */
  app?: string;
}

export const localValues = ({
  sqs = "http://127.0.0.1:9324",
  app = "http://127.0.0.1:3000",
}: LocalPlace = {}): Values => {
  const named: Record<string, (name: string, attribute: string) => string> = {
    "AWS::SQS::Queue": (name, attribute) => {
      if (attribute === "Arn") return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
      return attribute === "QueueName" ? name : `${sqs}/${ACCOUNT}/${name}`;
    },
    "AWS::DynamoDB::Table": (name, attribute) =>
      attribute === "Arn" ? `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}` : name,
    "AWS::S3::Bucket": (name, attribute) => {
      if (attribute === "Arn") return `arn:aws:s3:::${name}`;
      return attribute === "Ref" ? name : `${name}.s3.${REGION}.amazonaws.com`;
    },
    "AWS::Lambda::Function": (name, attribute) =>
      attribute === "Arn" ? `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}` : name,
    "AWS::Logs::LogGroup": (name, attribute) =>
      attribute === "Arn" ? `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}:*` : name,
    "AWS::IAM::Role": (name, attribute) => (attribute === "Arn" ? `arn:aws:iam::${ACCOUNT}:role/${name}` : name),
    "AWS::SNS::Topic": (name) => `arn:aws:sns:${REGION}:${ACCOUNT}:${name}`,
    "AWS::CloudFront::Distribution": (name, attribute) => (attribute === "DomainName" ? new URL(app).host : name),
  };
  return (resource, attribute, resolved) => {
    const own = ["QueueName", "TableName", "BucketName", "FunctionName", "LogGroupName", "RoleName", "TopicName"]
      .map((property) => asString(resolved(property)))
      .find((value) => value !== undefined);
    const name = own ?? (resource.type === "AWS::S3::Bucket" ? resource.logicalId.toLowerCase() : resource.logicalId);
    return named[resource.type]?.(name, attribute) ?? (attribute === "Ref" ? name : `${name}.${attribute}`);
  };
};
