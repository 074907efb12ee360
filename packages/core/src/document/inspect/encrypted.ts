/**
 * Whether a PDF is encrypted: its trailer, or the dictionary of a cross-reference stream, which is never compressed itself,
 * names an encryption dictionary (ISO 32000-1, 7.5.5 and 7.6.1). Read as text and not parsed: a parser would have to inflate
 * what a stranger deflated.
 */
const ENCRYPT = /\/Encrypt\s*(?:\d{1,10}\s+\d{1,5}\s+R|<<)/;

/** Beyond the name: its value is a reference or a dictionary. */
const AROUND_BYTES = 40;

export function isEncrypted(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf("/Encrypt"); at >= 0; at = buffer.indexOf("/Encrypt", at + 1))
    if (ENCRYPT.test(buffer.toString("latin1", at, at + AROUND_BYTES))) return true;
  return false;
}
