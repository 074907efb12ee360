/** What CloudFront does with a request, and the headers that no page can forget. */
import { runInNewContext } from "node:vm";
import { asArray, asNumber, asObject, toText } from "../template/resource.ts";
import type { Model } from "../template.ts";
import type { Check } from "./type.ts";

/** CachingDisabled and AllViewerExceptHostHeader: AWS's managed policies have fixed ids. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

const distribution = (model: Model) =>
  asObject(model.resources.ofType("AWS::CloudFront::Distribution")[0]?.props.DistributionConfig);

export const theApiIsOnTheSiteOrigin: Check = (model) => {
  const api = asArray(distribution(model).CacheBehaviors)
    .map(asObject)
    .find((one) => one.PathPattern === "api/*");
  if (!api) return ["/api/* does not reach the API"];
  const problems = [
    api.CachePolicyId !== CACHING_DISABLED && "answers of the API are cached",
    api.OriginRequestPolicyId !== ALL_VIEWER_EXCEPT_HOST && "cookies or query do not reach the API, or Host does",
    asArray(api.AllowedMethods).length !== 7 && "some methods do not reach the API",
    api.ViewerProtocolPolicy !== "https-only" && "the API answers without TLS",
  ];
  return problems.filter((problem) => typeof problem === "string");
};

/** Error pages at the edge would turn the API's 403 and 404 into index.html with 200. */
export const apiErrorsStayErrors: Check = (model) =>
  asArray(distribution(model).CustomErrorResponses).length === 0 ? [] : ["CloudFront rewrites errors"];

/** Runs the viewer-request function as CloudFront does. */
export const deepLinksReachTheApp: Check = (model) => {
  const site = model.site();
  if (!site) return ["there is no site"];
  const rewrite = (uri: string): unknown =>
    runInNewContext(`${site.rewriteCode}\nhandler({ request: { uri } }).uri`, { uri }, { timeout: 1000 });
  const cases = {
    "/": "/index.html",
    "/client-hub/clients/cli_1": "/index.html",
    "/assets/app-1a.js": "/assets/app-1a.js",
  };
  return Object.entries(cases)
    .filter(([asked, expected]) => rewrite(asked) !== expected)
    .map(([asked]) => `${asked} is served as ${String(rewrite(asked))}`);
};

export const theBrowserIsTold: Check = (model) => {
  const headers = new Map(model.site()?.headers);
  const policy = new Map(
    (headers.get("content-security-policy") ?? "").split(";").map((part) => {
      const [name = "", ...sources] = part.trim().split(/\s+/);
      return [name, sources.join(" ")];
    }),
  );
  const wrong = Object.entries({
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
  }).filter(([name, sources]) => policy.get(name) !== sources);
  const problems = [
    ...wrong.map(([name]) => `content-security-policy: ${name} is ${policy.get(name) ?? "not set"}`),
    !/^'self' https:\/\/\S+$/.test(policy.get("connect-src") ?? "") &&
      "content-security-policy: connect-src is not self and storage",
    !/^'self' data: blob: https:\/\/\S+$/.test(policy.get("img-src") ?? "") &&
      "content-security-policy: img-src is not self, drawn here, and storage",
    !/^https:\/\/\S+$/.test(policy.get("frame-src") ?? "") && "content-security-policy: frame-src is not storage",
    (policy.get("script-src") ?? "'self'") !== "'self'" && "content-security-policy: foreign or inline scripts may run",
    headers.get("x-content-type-options") !== "nosniff" && "types are sniffed",
    (asNumber(toText(headers.get("strict-transport-security")).match(/max-age=(\d+)/)?.[1]) ?? 0) < 31_536_000 &&
      "TLS is not required for a year",
    headers.get("referrer-policy") === undefined && "there is no referrer policy",
  ];
  return problems.filter((problem) => typeof problem === "string");
};
