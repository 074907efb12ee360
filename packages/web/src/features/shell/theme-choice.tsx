import { setTheme, THEMES, useTheme } from "../../lib/theme.ts";

const WORDS = { system: "System", light: "Light", dark: "Dark" } as const;

/** Light, dark or the system's choice. */
export function ThemeChoice() {
  const theme = useTheme();
  return (
    <fieldset className="flex items-center justify-between gap-3 px-2 py-1">
      <legend className="float-left text-sm">Theme</legend>
      <div className="flex rounded-md border border-line-strong p-0.5">
        {THEMES.map((choice) => (
          <label
            key={choice}
            className="rounded-sm px-2 py-0.5 text-xs leading-5 text-muted has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              checked={theme === choice}
              onChange={() => setTheme(choice)}
            />
            {WORDS[choice]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
