/** A table whose head comes again on every page; a row is never cut in two. */
import { View } from "../react-pdf.ts";
import { GAP, INK, RULE } from "./theme.ts";
import { Words } from "./words.tsx";

export interface Column {
  heading: string;
  /** Points; the one column without takes what is left. */
  width?: number;
  /** Figures stand right. */
  align?: "left" | "right";
}

const cell = ({ width, align = "left" }: Column) => ({
  ...(width === undefined ? { flex: 1 } : { width }),
  ...(align === "right" ? { paddingLeft: GAP.m } : { paddingRight: GAP.m }),
});

const Row = ({
  columns,
  cells,
  strong = false,
}: {
  columns: readonly Column[];
  cells: readonly string[];
  strong?: boolean;
}) => (
  <>
    {columns.map((column, index) => (
      <View key={column.heading} style={cell(column)}>
        <Words strong={strong} align={column.align ?? "left"}>
          {cells[index] ?? ""}
        </Words>
      </View>
    ))}
  </>
);

/** `rows` hold one text for each column; `foot` is a last row that stands out. */
export function Table({
  columns,
  rows,
  foot,
}: {
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  foot?: readonly string[];
}) {
  const line = { flexDirection: "row", paddingVertical: 3 } as const;
  return (
    <View>
      <View fixed style={{ ...line, borderBottomWidth: 1, borderBottomColor: INK }}>
        <Row columns={columns} cells={columns.map(({ heading }) => heading)} strong />
      </View>
      {rows.map((cells, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- printed once, in this order
        <View key={index} wrap={false} style={{ ...line, borderBottomWidth: 0.5, borderBottomColor: RULE }}>
          <Row columns={columns} cells={cells} />
        </View>
      ))}
      {foot && (
        <View wrap={false} style={{ ...line, borderTopWidth: 0.5, borderTopColor: INK }}>
          <Row columns={columns} cells={foot} strong />
        </View>
      )}
    </View>
  );
}
