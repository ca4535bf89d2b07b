"use client";

import type { ChangeEventHandler, ReactNode } from "react";
import { cx } from "./cx";
import { Field } from "./field";
import { useFormField } from "./form-context";

export interface FileFieldProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  /** Kinds of files offered, e.g. ".xml,text/xml". */
  accept?: string;
  multiple?: boolean;
  required?: boolean;
  optional?: boolean;
  disabled?: boolean;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  error?: string;
}

/** A file from the person's device, by button or by dropping it on the field. */
export function FileField({ name, label, help, optional, error, ...control }: FileFieldProps) {
  const field = useFormField(name, help, error);
  return (
    <Field field={field} label={label} help={help} {...(optional ? { optional } : {})}>
      <input
        {...control}
        {...field.aria}
        type="file"
        className={cx(
          "w-full min-w-0 rounded-md border border-dashed border-edge bg-surface p-1.5 text-muted",
          "file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-md file:border-0 file:bg-sunken file:px-3 file:font-medium file:text-text max-md:file:min-h-10",
          "aria-invalid:border-danger",
        )}
      />
    </Field>
  );
}
