/** What a signer agrees to by ticking the box; kept with the signature and printed on the certificate. */
export const CONSENT =
  "I have read this proposal and accept it, with its terms, for the client named in it. I am allowed to do so, and I agree to sign electronically.";

/** Names compared as people mean them: without regard to case, accents' encoding and spaces. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (name: string): string => name.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLocaleLowerCase("en-GB");
