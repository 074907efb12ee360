/** What Xero refuses about one element: its messages go into that element's ValidationErrors. */
export class Invalid extends Error {
  override readonly name = "Invalid";
  readonly messages: readonly string[];

  constructor(...messages: string[]) {
    super(messages.join(" "));
    this.messages = messages;
  }
}

/** Throws all messages at once, or nothing when there are none. */
export function refuse(messages: readonly string[]): void {
  if (messages.length > 0) throw new Invalid(...messages);
}
