/** Host names by which a browser can only mean this machine; anything else may be somebody's DNS pointing here. */

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

export const isLoopbackHost = (host: string | undefined): boolean => host !== undefined && LOOPBACK.test(host);
