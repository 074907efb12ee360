/**
 * What cdk-nag may not complain about, resource by resource, each with its reason. IAM findings name the very policy or
 * resource that is accepted (`appliesTo`); a new door without a reason below fails the test.
 */
import { Stack } from "aws-cdk-lib/core";
import { NagSuppressions, type NagPackSuppression } from "cdk-nag";
import type { App } from "sst/constructs";
import { type FileAccess, FUNCTION_ROWS } from "./functions.ts";
import { routeId } from "./stack/app.ts";

/** Why each door needs no authorizer of API Gateway's. */
const DOORS: Record<string, string> = {
  auth: "Public by nature: this door makes the sessions. Better Auth's origin check, lockout and rate limits guard it.",
  api: "The function checks the session of every route; a test generated from the routes fails for one that does not.",
  webhook:
    "The provider signs each delivery; the function verifies the signature over the raw bytes before anything else.",
};

const SST_HELPER: NagPackSuppression[] = [
  {
    id: "AwsSolutions-IAM4",
    reason: "SST's own deploy-time function, made by its Stack construct; the policy only lets it write logs.",
    appliesTo: ["Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
  },
];
const SST_RUNTIME: NagPackSuppression[] = [
  {
    id: "AwsSolutions-L1",
    reason: "SST 2.49.8 runs its deploy-time function on nodejs22.x, supported until 30 April 2027.",
  },
];

const SITE: Record<string, NagPackSuppression[]> = {
  "SiteFiles/Resource": [
    { id: "AwsSolutions-S1", reason: "Public assets, uploaded again by every deployment and read by CloudFront only." },
  ],
  "Site/Distribution/Resource": [
    { id: "AwsSolutions-CFR1", reason: "Clients sign in from wherever they are: no country is shut out." },
    {
      id: "AwsSolutions-CFR2",
      reason: "No WAF yet: routes are throttled, accounts lock, sign-up is rate limited. Revisit with traffic.",
    },
    {
      id: "AwsSolutions-CFR3",
      reason: "The API keeps an access log; a log of who fetched public assets would be personal data for nothing.",
    },
    {
      id: "AwsSolutions-CFR4",
      reason: "CloudFront's own certificate sets TLSv1; with APP_DOMAIN the minimum is TLSv1.2_2021.",
    },
  ],
  "Site/S3UploaderPolicy/Resource": [
    {
      id: "AwsSolutions-IAM5",
      reason:
        "SST's deploy-time function copies the built site, whose file names are not known beforehand, into the site's own bucket.",
      appliesTo: [
        { regex: String.raw`/^Resource::<SiteFiles[0-9A-F]+\.Arn>\/\*$/` },
        { regex: String.raw`/^Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-\d+-[a-z0-9-]+\/\*$/` },
      ],
    },
  ],
};

/** Objects come and go, so a grant names their prefix. */
const PREFIXES: Partial<Record<FileAccess, string>> = { incoming: "incoming", read: "t", write: "t", remove: "t" };

const objects = (name: string, prefixes: string[]): NagPackSuppression => ({
  id: "AwsSolutions-IAM5",
  reason: `${name} works with the objects under ${prefixes.map((prefix) => `${prefix}/`).join(" and ")} of the files bucket, and no others.`,
  appliesTo: prefixes.map((prefix) => ({
    regex: String.raw`/^Resource::.*files[0-9A-Za-z]*\.?Arn.*>?\/${prefix}\/\*$/`,
  })),
});

export function suppress(app: App): void {
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  const stack = (name: string): Stack => {
    const found = stacks.find((one) => one.stackName === app.logicalPrefixedName(name));
    if (!found) throw new Error(`nag: no stack "${name}"`);
    return found;
  };
  const at = (owner: Stack, path: string, suppressions: NagPackSuppression[]) =>
    NagSuppressions.addResourceSuppressionsByPath(owner, `/${owner.node.path}/${path}`, suppressions);

  for (const one of stacks) {
    at(one, "CustomResourceHandler/ServiceRole/Resource", SST_HELPER);
    at(one, "CustomResourceHandler/Resource", SST_RUNTIME);
  }
  for (const [path, suppressions] of Object.entries(SITE)) at(stack("Web"), path, suppressions);

  for (const [name, { trigger, files }] of FUNCTION_ROWS) {
    if ("routes" in trigger) {
      const reason = DOORS[name];
      if (reason === undefined) continue;
      for (const key of trigger.routes) {
        at(stack("App"), `${routeId(key)}/Resource`, [{ id: "AwsSolutions-APIG4", reason }]);
      }
    }
    if ("schedule" in trigger) schedulerRole(stack("App"), name);
    const prefixes = [...new Set(files.flatMap((access) => PREFIXES[access] ?? []))];
    if (prefixes.length > 0) at(stack("App"), `${name}-role/DefaultPolicy/Resource`, [objects(name, prefixes)]);
  }
}

/** EventBridge Scheduler's role may call one function, in any version: CDK writes `<function>:*` beside the function itself. */
function schedulerRole(owner: Stack, name: string): void {
  const id = name.replaceAll("-", "");
  for (const role of owner.node.children.filter((child) => child.node.id.startsWith("SchedulerRoleForTarget-"))) {
    NagSuppressions.addResourceSuppressions(
      role,
      [
        {
          id: "AwsSolutions-IAM5",
          reason: `The scheduler may call ${name}, whatever its version.`,
          appliesTo: [{ regex: String.raw`/^Resource::<${id}[0-9A-F]{8}\.Arn>:\*$/` }],
        },
      ],
      true,
    );
  }
}
