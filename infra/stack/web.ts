/** The front: one CloudFront distribution with the single-page app and, under /api, the HTTP API. Same origin, so no CORS and no third-party cookies. */
import { HttpApi, type IHttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  AllowedMethods,
  CachePolicy,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { StaticSite, use, type StackContext } from "sst/constructs";
import { settings, storageOrigin } from "../settings.ts";
import { Data } from "./data.ts";
import { apiHeaders, siteHeaders } from "./headers.ts";

/** Paths without a file extension are the app's own: CloudFront asks the bucket for index.html. */
const REWRITE = `function handler(event) {
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf("/") + 1);
  if (last.indexOf(".") === -1) request.uri = "/index.html";
  return request;
}`;

export function Web({ stack, app }: StackContext) {
  const { files } = use(Data);
  const { domain } = settings(app.stage);
  const api = new HttpApi(stack, "Http", { apiName: app.logicalPrefixedName("http"), createDefaultStage: false });
  const apiDomain = `${api.apiId}.execute-api.${stack.region}.amazonaws.com`;

  const bucket = new Bucket(stack, "SiteFiles", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    autoDeleteObjects: true, // every deployment uploads the site again
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const stub = process.env.SITE_STUB;
  const site = new StaticSite(stack, "Site", {
    path: stub ?? "packages/web",
    ...(stub === undefined
      ? { buildCommand: "npx vite build", vite: { types: "../../.sst/types/vite-env.d.ts" } } // SST would write into src/
      : {}),
    buildOutput: stub === undefined ? "dist" : ".",
    dev: { url: "http://localhost:5173" },
    ...(domain === undefined ? {} : { customDomain: domain }),
    cdk: {
      bucket,
      distribution: {
        comment: app.logicalPrefixedName("web"),
        errorResponses: [], // SST's default turns every 403 and 404, the API's too, into index.html with 200
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        httpVersion: HttpVersion.HTTP2_AND_3,
        defaultBehavior: {
          origin: S3BucketOrigin.withOriginAccessControl(bucket),
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          compress: true,
          responseHeadersPolicy: siteHeaders(stack, storageOrigin(files.bucketRegionalDomainName)),
          functionAssociations: [
            {
              function: new EdgeFunction(stack, "SpaRewrite", { code: FunctionCode.fromInline(REWRITE) }),
              eventType: FunctionEventType.VIEWER_REQUEST,
            },
          ],
        },
        additionalBehaviors: {
          "api/*": {
            origin: new HttpOrigin(apiDomain),
            allowedMethods: AllowedMethods.ALLOW_ALL,
            cachePolicy: CachePolicy.CACHING_DISABLED,
            originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
            responseHeadersPolicy: apiHeaders(stack),
          },
        },
      },
    },
  });
  // The functions import this name. Kept exported when a domain replaces it, or CloudFormation refuses the change.
  if (site.cdk) stack.exportValue(site.cdk.distribution.distributionDomainName);
  stack.addOutputs({ SiteUrl: site.customDomainUrl ?? site.url, ApiUrl: `https://${apiDomain}` });
  // CDK declares the class without exactOptionalPropertyTypes in mind.
  return { api: api as IHttpApi, appUrl: site.customDomainUrl ?? site.url ?? "http://localhost:5173" };
}
