/** The product's public origin, for links in mails and for checking where a request comes from. */
import { baseUrl, readConfig } from "./config.ts";

/** `APP_URL` without a trailing slash. */
export const appUrl = (): string => readConfig({ APP_URL: baseUrl() }).APP_URL;
