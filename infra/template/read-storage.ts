/** Buckets and the site: the S3 and CloudFront resources of the templates. */
import { asArray, asNumber, asObject, asString, shortName, type Resources } from "./resource.ts";
import type { Assembly, Bucket, Json, JsonObject, Resource, Site } from "./type.ts";

const texts = (value: Json | undefined): string[] => asArray(value).map((one) => asString(one) ?? "");

export function bucket(resources: Resources, assembly: Assembly, resource: Resource): Bucket {
  const bucketName = resources.attribute(resource, "Ref");
  const block = asObject(resource.props.PublicAccessBlockConfiguration);
  const props = asObject(resources.resolve(resource.props, resource.stack));
  return {
    name: shortName(assembly, bucketName).replace(/-\d{12}$/, ""),
    bucketName,
    arn: resources.attribute(resource, "Arn"),
    cors: asArray(asObject(props.CorsConfiguration).CorsRules)
      .map(asObject)
      .map((rule) => ({
        allowedOrigins: texts(rule.AllowedOrigins),
        allowedMethods: texts(rule.AllowedMethods),
        allowedHeaders: texts(rule.AllowedHeaders),
        exposedHeaders: texts(rule.ExposedHeaders),
        maxAgeS: asNumber(rule.MaxAge),
      })),
    versioned: asObject(resource.props.VersioningConfiguration).Status === "Enabled",
    private: ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"].every(
      (key) => block[key] === true,
    ),
    tlsOnly: deniesPlainHttp(resources, resource),
    lifecycle: asArray(asObject(resource.props.LifecycleConfiguration).Rules)
      .map(asObject)
      .filter((rule) => rule.Status === "Enabled")
      .map((rule) => ({
        prefix: asString(rule.Prefix) ?? "",
        expireAfterDays: asNumber(rule.ExpirationInDays),
        expireNoncurrentAfterDays: asNumber(asObject(rule.NoncurrentVersionExpiration).NoncurrentDays),
        abortUploadAfterDays: asNumber(asObject(rule.AbortIncompleteMultipartUpload).DaysAfterInitiation),
      })),
    resource,
  };
}

/** The bucket policy refuses every request without TLS. */
function deniesPlainHttp(resources: Resources, resource: Resource): boolean {
  return resources
    .ofType("AWS::S3::BucketPolicy")
    .filter((policy) => resources.target(policy.props.Bucket, policy.stack) === resource)
    .flatMap((policy) => asArray(asObject(policy.props.PolicyDocument).Statement).map(asObject))
    .some((one) => one.Effect === "Deny" && asObject(asObject(one.Condition).Bool)["aws:SecureTransport"] === "false");
}

export function site(resources: Resources): Site | undefined {
  const [distribution] = resources.ofType("AWS::CloudFront::Distribution");
  if (!distribution) return undefined;
  const config = asObject(distribution.props.DistributionConfig);
  const behaviours = asArray(config.CacheBehaviors).map(asObject);
  const main = asObject(config.DefaultCacheBehavior);
  const rewrite = asArray(main.FunctionAssociations)
    .map(asObject)
    .find((one) => one.EventType === "viewer-request");
  const code = resources.target(rewrite?.FunctionARN, distribution.stack);
  const [first] = behaviours;
  return {
    headers: headersOf(resources, main, distribution.stack),
    rewriteCode: asString(code?.props.FunctionCode) ?? "function handler(event) { return event.request; }",
    apiPaths: behaviours.map((one) => asString(one.PathPattern) ?? ""),
    apiHeaders: first ? headersOf(resources, first, distribution.stack) : [],
  };
}

/** A response headers policy as the headers a browser sees. */
function headersOf(resources: Resources, behaviour: JsonObject, stack: string): [string, string][] {
  const policy = resources.target(behaviour.ResponseHeadersPolicyId, stack);
  if (!policy) return [];
  const config = asObject(asObject(resources.resolve(policy.props, policy.stack)).ResponseHeadersPolicyConfig);
  const security = asObject(config.SecurityHeadersConfig);
  const headers: [string, string][] = [];
  const add = (name: string, value: Json | undefined) => {
    const text = asString(value);
    if (text !== undefined) headers.push([name, text]);
  };
  add("content-security-policy", asObject(security.ContentSecurityPolicy).ContentSecurityPolicy);
  if (asObject(security.ContentTypeOptions).Override !== undefined) add("x-content-type-options", "nosniff");
  add("x-frame-options", asObject(security.FrameOptions).FrameOption);
  add("referrer-policy", asObject(security.ReferrerPolicy).ReferrerPolicy);
  const transport = asObject(security.StrictTransportSecurity);
  const age = asNumber(transport.AccessControlMaxAgeSec);
  if (age !== undefined) {
    const options = [
      transport.IncludeSubdomains === true && "includeSubDomains",
      transport.Preload === true && "preload",
    ];
    add("strict-transport-security", [`max-age=${age}`, ...options.filter(Boolean)].join("; "));
  }
  for (const item of asArray(asObject(config.CustomHeadersConfig).Items).map(asObject)) {
    add((asString(item.Header) ?? "").toLowerCase(), item.Value);
  }
  return headers;
}
