/** A browser's own description in words: `Firefox on Windows`. Good enough to recognise one's own devices. */
export function device(userAgent: string): { name: string; phone: boolean } {
  const browser = first(userAgent, [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/(?:HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = first(userAgent, [
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return {
    name: browser && system ? `${browser} on ${system}` : (browser ?? system ?? "Unknown device"),
    phone: /Mobile|iPhone|Android/.test(userAgent),
  };
}

const first = (text: string, known: [RegExp, string][]): string | null =>
  known.find(([pattern]) => pattern.test(text))?.[1] ?? null;
