/**
 * The words of an error beside its field. Core's messages follow the field's name ("must be at most 120 characters"), some
 * read better as an order, and zod's own are replaced; a message that starts with a capital stands as it is.
 */
export function sentence(label: string | undefined, message: string): string {
  const library = /^(?:Invalid|Too |Expected|Required)/.test(message);
  if (!library && /^[A-Z]/.test(message)) return message;
  if (message === "must be an email address") return "Enter an email address, like name@example.com";
  const [, thing] = /^must be (an? .*)$/.exec(message) ?? [];
  if (thing) return `Enter ${thing}`;
  if (!label) return message;
  if (message === "must not be empty" || (library && !/^Invalid (?!input: expected)/.test(message))) {
    return `Enter the ${label.replace(/^The /, "").replace(/^./, (letter) => letter.toLowerCase())}`;
  }
  return library ? `${label} is not valid` : `${label} ${message}`;
}
