import { text } from "../../lib/search.ts";

/** Of pages that both kinds of people use: whose they are this time, in the address as `?area=portal`. */
export interface AreaSearch {
  area?: "portal" | undefined;
}
export const areaOf = (raw: Record<string, unknown>): AreaSearch =>
  text(raw, "area") === "portal" ? { area: "portal" } : {};

/** Where they sign in. */
export const signInAt = ({ area }: AreaSearch): "/client-portal/sign-in" | "/sign-in" =>
  area === "portal" ? "/client-portal/sign-in" : "/sign-in";
