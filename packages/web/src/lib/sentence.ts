/** "must not be empty" with "Email" → "Enter email"; a message that starts with a capital stands alone. */
export function sentence(label: string | undefined, message: string): string {
  const library = /^(?:Invalid|Too |Expected|Required)/.test(message);
  if (!library && /^[A-Z]/.test(message)) return message;
  if (!label) return message;
  if (message === "must not be empty" || (library && !/^Invalid (?!input: expected)/.test(message))) {
    return `Enter ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  }
  return library ? `${label} is not valid` : `${label} ${message}`;
}
