/** An S3 error answer: status, code, message and further elements of the XML. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  readonly elements: Record<string, string | number>;

  constructor(status: number, code: string, message: string, elements: Record<string, string | number> = {}) {
    super(message);
    this.name = "S3Error";
    this.status = status;
    this.code = code;
    this.elements = elements;
  }
}

const escape = (text: string): string => text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);

export function errorXml(error: S3Error): string {
  const elements: [string, string | number][] = [
    ["Code", error.code],
    ["Message", error.message],
  ];
  elements.push(...Object.entries(error.elements));
  const body = elements.map(([name, value]) => `<${name}>${escape(String(value))}</${name}>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${body}</Error>`;
}

export const accessDenied = (message = "Access Denied"): S3Error => new S3Error(403, "AccessDenied", message);
