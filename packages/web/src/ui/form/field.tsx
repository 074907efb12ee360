import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { clsx } from "clsx";

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}
const FieldContext = createContext<FieldIds | null>(null);

/** The ids that tie a control to its label, hint and error. Null outside a `Field`. */
export const useField = (): FieldIds | null => useContext(FieldContext);

export interface FieldProps {
  label: ReactNode;
  /** The id of the control, which the error summary links to: the field's path, `contact.email`. */
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** Something beside the label, e.g. a link. */
  aside?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A labelled control with its hint and its error; the error is read with the control. */
export function Field({ label, name, hint, error, optional, aside, className, children }: FieldProps) {
  const unique = useId();
  const id = fieldId(name);
  const hintId = hint ? `${unique}-hint` : undefined;
  const errorId = error ? `${unique}-error` : undefined;
  return (
    <FieldContext
      value={{ id, describedBy: [hintId, errorId].filter(Boolean).join(" ") || undefined, invalid: Boolean(error) }}
    >
      <div className={clsx("min-w-0", className)}>
        <div className="mb-1 flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="font-medium">
            {label}
            {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
          </label>
          {aside}
        </div>
        {hint ? (
          <p id={hintId} className="mb-1 text-xs text-muted">
            {hint}
          </p>
        ) : null}
        {children}
        {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      </div>
    </FieldContext>
  );
}

export function FieldError({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <p id={id} className="mt-1 flex items-start gap-1 text-xs font-medium text-bad">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** The element id of the field at `path`. */
export const fieldId = (path: string): string => `field-${path.replaceAll(".", "-")}`;
