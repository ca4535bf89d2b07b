"use client";

import type { ChangeEventHandler, ReactNode } from "react";
import { Field } from "./field";
import { useFormField } from "./form-context";
import { SelectControl } from "./select-control";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectFieldProps {
  name: string;
  label: ReactNode;
  options: readonly SelectOption[];
  help?: ReactNode;
  defaultValue?: string;
  value?: string;
  onChange?: ChangeEventHandler<HTMLSelectElement>;
  /** A first entry without value, such as "Choose a role". */
  placeholder?: string;
  required?: boolean;
  optional?: boolean;
  disabled?: boolean;
  error?: string;
}

/** A choice from a list, in a form. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, options, help, optional, error, placeholder, defaultValue, value, ...control } = props;
  const field = useFormField(name, help, error);
  const chosen = field.typed ?? defaultValue;
  return (
    <Field field={field} label={label} help={help} {...(optional ? { optional } : {})}>
      <div className="relative">
        <SelectControl
          {...control}
          {...field.aria}
          {...(value === undefined ? { defaultValue: chosen ?? "" } : { value })}
        >
          {(placeholder !== undefined || (chosen === undefined && value === undefined)) && (
            <option value="">{placeholder ?? "Choose"}</option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </SelectControl>
      </div>
    </Field>
  );
}
