/**
 * What the gateway knows of a request, and nobody can put into it. Its own source address is CloudFront's edge, which
 * thousands share; behind it `x-forwarded-for` ends `…, viewer, edge`, so the viewer is the last but one and nothing a
 * browser sends can move it. Somebody who calls the gateway's own address could name any viewer: that buys fresh address
 * limits, never a way around the lock of an account, and `edgeIp` still says where they are.
 */
import { newUlid } from "@practice-hub/core/lib/id";
import type { Context } from "hono";

export interface Gateway {
  /** The gateway's own id, so that its log and ours agree. */
  requestId: string;
  /** The viewer's address. */
  ip: string;
  /** Who called the gateway. */
  edgeIp: string;
  userAgent: string;
}

export function gatewayOf(context: Context): Gateway {
  const env = context.env as
    | { event?: { requestContext?: { requestId?: string; http?: { sourceIp?: string } } } }
    | undefined;
  const request = env?.event?.requestContext;
  const edgeIp = request?.http?.sourceIp ?? "unknown";
  return {
    requestId: request?.requestId ?? newUlid(),
    ip: context.req.header("x-forwarded-for")?.split(",").at(-2)?.trim() || edgeIp,
    edgeIp,
    userAgent: context.req.header("user-agent") ?? "",
  };
}
