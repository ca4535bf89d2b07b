import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { FormField } from "./form-context";

export interface FieldProps {
  field: FormField;
  label: ReactNode;
  help?: ReactNode;
  optional?: boolean;
  /** Beside the label, e.g. a link "Forgotten password?". */
  aside?: ReactNode;
  children: ReactNode;
}

/** Label above, control, error, help beneath. The control takes its ids from `useFormField`. */
export function Field({ field, label, help, optional, aside, children }: FieldProps) {
  return (
    <div data-field className="space-y-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={field.id} className="font-medium">
          {label}
          {optional && <span className="font-normal text-muted"> (optional)</span>}
        </label>
        {aside && <span className="text-sm">{aside}</span>}
      </div>
      {children}
      <FieldError field={field} />
      <FieldHelp field={field} help={help} />
    </div>
  );
}

/** The error sentence of a field, with its icon. */
export function FieldError({ field }: { field: FormField }) {
  if (!field.error) return null;
  return (
    <p id={field.errorId} className="flex gap-1.5 text-sm text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{field.error}</span>
    </p>
  );
}

/** The help sentence of a field. */
export function FieldHelp({ field, help }: { field: FormField; help?: ReactNode }) {
  if (!help) return null;
  return (
    <p id={field.helpId} className="text-sm text-muted">
      {help}
    </p>
  );
}
