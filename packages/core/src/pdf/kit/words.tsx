/** Text, headings and labelled facts. Every text goes through `Words`, so that nothing unprintable turns into another letter. */
import { Text, View } from "../react-pdf.ts";
import { printable } from "../font/index.ts";
import { GAP, INK, SIZE, SOFT } from "./theme.ts";

export interface WordsProps {
  children: string;
  size?: keyof typeof SIZE;
  strong?: boolean;
  soft?: boolean;
  color?: string;
  align?: "left" | "right" | "center";
}

export const Words = ({ children, size = "text", strong = false, soft = false, color, align = "left" }: WordsProps) => (
  <Text
    style={{
      fontSize: SIZE[size],
      fontWeight: strong ? 600 : 400,
      color: color ?? (soft ? SOFT : INK),
      textAlign: align,
      lineHeight: size === "title" ? 1.2 : 1.4,
    }}
  >
    {printable(children)}
  </Text>
);

/** A small heading with what belongs to it; kept on one page with its first lines. */
export const Section = ({ heading, children }: { heading: string; children: React.ReactNode }) => (
  <View style={{ marginTop: GAP.l }}>
    <View minPresenceAhead={24} style={{ marginBottom: GAP.s }}>
      <Words strong size="lead">
        {heading}
      </Words>
    </View>
    {children}
  </View>
);

/** Paragraphs as they were typed, line breaks kept. */
export const Paragraphs = ({ children }: { children: string }) => (
  <View>
    {children.split("\n").map((line, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- lines of one text never move
      <Words key={index}>{line === "" ? " " : line}</Words>
    ))}
  </View>
);

/** Label and value, one below the other: `[["Invoice number", "INV-0001"]]`. */
export const Facts = ({ facts, labelWidth = 92 }: { facts: readonly [string, string][]; labelWidth?: number }) => (
  <View>
    {facts.map(([label, value]) => (
      <View key={label} style={{ flexDirection: "row", marginBottom: GAP.xs }}>
        <View style={{ width: labelWidth }}>
          <Words soft>{label}</Words>
        </View>
        <View style={{ flex: 1 }}>
          <Words>{value}</Words>
        </View>
      </View>
    ))}
  </View>
);
