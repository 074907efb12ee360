import { Td, Th } from "../../../ui/layout/table.tsx";
import type { Selection } from "./use-selection.ts";

const BOX = "size-4 shrink-0 accent-accent";
/** The whole cell is the target. */
const TARGET = "-m-1.5 flex size-7 items-center justify-center";

/** The head of the column of ticks: all that are shown, or none. */
export function TickAll({ selection, ids, what }: { selection: Selection; ids: readonly string[]; what: string }) {
  const ticked = ids.filter((id) => selection.ids.has(id)).length;
  return (
    <Th className="w-10">
      <label className={TARGET}>
        <input
          type="checkbox"
          aria-label={`Choose all ${what} shown`}
          className={BOX}
          checked={ids.length > 0 && ticked === ids.length}
          ref={(box) => {
            if (box) box.indeterminate = ticked > 0 && ticked < ids.length;
          }}
          onChange={() => selection.toggleAll(ids)}
        />
      </label>
    </Th>
  );
}

export const Tick = ({ selection, id, name }: { selection: Selection; id: string; name: string }) => (
  <Td className="w-10">
    <label className={TARGET}>
      <input
        type="checkbox"
        aria-label={`Choose ${name}`}
        className={BOX}
        checked={selection.ids.has(id)}
        onChange={() => selection.toggle(id)}
      />
    </label>
  </Td>
);
