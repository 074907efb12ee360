/** Doors and schedules: what starts a function. */
import { FUNCTION_ROWS } from "../functions.ts";
import { allows, statementsOfRole } from "../template/policy.ts";
import { asObject } from "../template/resource.ts";
import type { Model } from "../template.ts";
import type { Check } from "./type.ts";

/** One request for each door of the HTTP surface and, where two routes match, for the one that must win. */
const REQUESTS = [
  ["POST", "/api/auth/sign-in/email", "auth"],
  ["GET", "/api/auth/get-session", "auth"],
  ["GET", "/api/portal/invitations/tok", "auth"],
  ["POST", "/api/portal/invitations/tok", "auth"],
  ["POST", "/api/webhooks/resend", "webhook"],
  ["GET", "/api/webhooks/resend", "api"],
  ["GET", "/api/health", "api"],
  ["GET", "/api/clients/cli_1/timeline", "api"],
  ["PATCH", "/api/clients/cli_1", "api"],
  ["GET", "/api/portal/me", "api"],
] as const;

export const everyRequestReachesItsDoor: Check = (model) =>
  REQUESTS.flatMap(([method, path, door]) => {
    const reached = reachedBy(model, method, path);
    return reached === door ? [] : [`${method} ${path} reaches ${reached ?? "nothing"}, not ${door}`];
  });

/** API Gateway's order: the most specific path first (literal, parameter, greedy), then a named method over ANY. */
function reachedBy(model: Model, method: string, path: string): string | undefined {
  const wanted = path.split("/");
  const fits = model
    .routes()
    .filter((route) => route.method === "ANY" || route.method === method)
    .filter((route) => {
      const pattern = route.path.split("/");
      const greedy = pattern.at(-1)?.endsWith("+}") ?? false;
      if (greedy ? wanted.length < pattern.length : wanted.length !== pattern.length) return false;
      return pattern.every((part, at) => part.startsWith("{") || part === wanted[at]);
    });
  const rank = (path: string) =>
    path
      .split("/")
      .map((part) => (part.endsWith("+}") ? "2" : part.startsWith("{") ? "1" : "0"))
      .join("")
      .padEnd(20, "3");
  const order = (a: { method: string; path: string }, b: { method: string; path: string }) =>
    rank(a.path).localeCompare(rank(b.path)) || Number(a.method === "ANY") - Number(b.method === "ANY");
  return fits.toSorted(order)[0]?.fn.name;
}

export const everyTriggerOfTheTableExists: Check = (model) => {
  const routes = new Set(model.routes().map((route) => `${route.key} → ${route.fn.name}`));
  const consumers = new Set(model.consumers().map((consumer) => `${consumer.queue.name} → ${consumer.fn.name}`));
  const schedules = new Set(model.schedules().map(({ expression, fn }) => `${expression} → ${fn.name}`));
  return FUNCTION_ROWS.flatMap(([name, { trigger }]) => {
    if ("routes" in trigger) {
      return trigger.routes.filter((key) => !routes.has(`${key} → ${name}`)).map((key) => `no route ${key} to ${name}`);
    }
    if ("queue" in trigger)
      return consumers.has(`${trigger.queue} → ${name}`) ? [] : [`${name} does not read ${trigger.queue}`];
    if ("deadLettersOf" in trigger)
      return trigger.deadLettersOf
        .filter((queue) => !consumers.has(`${queue}-dlq → ${name}`))
        .map((queue) => `${name} does not read the dead letters of ${queue}`);
    return schedules.has(`${trigger.schedule} → ${name}`) ? [] : [`${name} does not run at ${trigger.schedule}`];
  });
};

export const everyRouteIsThrottled: Check = (model) =>
  model
    .routes()
    .filter(({ throttle }) => !throttle || throttle.rate > 1000 || throttle.burst > 2000)
    .map((route) => `${route.key} is not throttled`);

/** API Gateway may call the door, and only for this API. */
export const everyDoorMayBeCalled: Check = (model) => {
  const permitted = new Set(
    model.resources
      .ofType("AWS::Lambda::Permission")
      .filter((one) => one.props.Principal === "apigateway.amazonaws.com" && one.props.SourceArn !== undefined)
      .map((one) => model.resources.target(one.props.FunctionName, one.stack)),
  );
  return [...new Set(model.routes().map((route) => route.fn))]
    .filter((fn) => !permitted.has(fn.resource))
    .map((fn) => `API Gateway may not call ${fn.name}`);
};

/** It is on, its retries end, and its role may call its function. */
export const everyScheduleRuns: Check = (model) =>
  model.schedules().flatMap((schedule) => {
    const { name, enabled, retries, maxEventAgeS, fn } = schedule;
    const { props, stack } = schedule.resource;
    const role = model.resources.target(asObject(props.Target).RoleArn, stack);
    const mayCall = role && allows(statementsOfRole(model.resources, role), "lambda:InvokeFunction", fn.arn);
    const problems = [
      !enabled && `${name} is off`,
      retries > 5 && `${name} is tried ${retries} times`,
      (maxEventAgeS ?? Number.POSITIVE_INFINITY) > 3600 && `${name} may run hours late`,
      !mayCall && `${name} may not call ${fn.name}`,
    ];
    return problems.filter((problem) => typeof problem === "string");
  });

/** One line for every request: without it nobody can say what the API answered. */
export const theApiKeepsAnAccessLog: Check = (model) => {
  const stages = model.resources.ofType("AWS::ApiGatewayV2::Stage");
  if (stages.length === 0) return ["the API has no stage"];
  return stages
    .filter((stage) => stage.props.AccessLogSettings === undefined)
    .map((stage) => `${stage.logicalId} logs nothing`);
};
