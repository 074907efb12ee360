/** The demo firm as others see it: what the seed needs of the running product, and the sign-ins it answers. */

export interface Product {
  readonly url: string;
  /** URL of each provider's sandbox by name; the mails are read from that of `resend`. */
  readonly info: { readonly sandbox: Readonly<Record<string, string>> };
}

export interface Demo {
  firm: string;
  staff: { email: string; password: string };
  portal: { email: string; password: string };
  [more: string]: unknown;
}
