"use client";

import type { ChangeEventHandler, ReactNode } from "react";
import { FieldError, FieldHelp } from "./field";
import { useFormField } from "./form-context";
import { useTypedChoice } from "./typed-choice";

export interface CheckboxFieldProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  value?: string;
  defaultChecked?: boolean;
  checked?: boolean;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  required?: boolean;
  disabled?: boolean;
  error?: string;
}

/** One yes or no, with its sentence beside the box. Sends `value` ("on") when ticked and nothing otherwise. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { name, label, help, value = "on", defaultChecked, checked, error, ...control } = props;
  const field = useFormField(name, help, error);
  const initially = useTypedChoice(name, value, defaultChecked ?? false);
  return (
    <div data-field className="grid grid-cols-[auto_1fr] items-start gap-x-2.5 gap-y-1">
      <input
        {...control}
        {...field.aria}
        type="checkbox"
        value={value}
        {...(checked === undefined ? { defaultChecked: initially } : { checked })}
        className="mt-0.5 size-4 accent-accent max-md:my-3 max-md:size-5"
      />
      <label htmlFor={field.id} className="max-md:flex max-md:min-h-11 max-md:items-center">
        {label}
      </label>
      <div className="col-start-2 space-y-1 empty:hidden">
        <FieldError field={field} />
        <FieldHelp field={field} help={help} />
      </div>
    </div>
  );
}
