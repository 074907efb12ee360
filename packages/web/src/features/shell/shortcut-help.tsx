import { setShortcutsEnabled, useShortcutList, useShortcutsEnabled } from "../../lib/shortcut.ts";
import { Checkbox } from "../../ui/form/choice.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";

/** The keys that work on this page. */
export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const shortcuts = useShortcutList();
  const enabled = useShortcutsEnabled();
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard shortcuts">
      <table className="w-full text-left">
        <caption className="sr-only">Shortcuts on this page</caption>
        <tbody className="divide-y divide-line">
          <Line keys="⌘K / Ctrl K" label="Search, jump to a client, run an action" />
          {shortcuts.map((shortcut) => (
            <Line key={shortcut.keys} keys={shortcut.keys} label={shortcut.label} />
          ))}
          <Line keys="Esc" label="Close what is open" />
        </tbody>
      </table>
      <div className="mt-4 border-t border-line pt-3">
        <Checkbox
          label="Single-key shortcuts"
          hint="Switch them off if you use speech input, or press keys by accident. ⌘K / Ctrl K stays."
          checked={enabled}
          onChange={(event) => setShortcutsEnabled(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}

function Line({ keys, label }: { keys: string; label: string }) {
  return (
    <tr>
      <th scope="row" className="py-1.5 font-normal">
        {label}
      </th>
      <td className="py-1.5 text-right">
        <span className="inline-flex items-center gap-1">
          {keys
            .split(" ")
            .map((key, index) =>
              key === "/" && keys.length > 1 ? <span key={index}>or</span> : <Kbd key={index}>{key}</Kbd>,
            )}
        </span>
      </td>
    </tr>
  );
}
