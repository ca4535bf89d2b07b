"use client";

import { ChevronDown } from "lucide-react";
import type { ChangeEventHandler, ReactNode } from "react";
import { controlClasses } from "./control-classes";
import { cx } from "./cx";
import { Field } from "./field";
import { useFormField } from "./form-context";

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

/** A choice from a list: the browser's own select, which every device and screen reader knows. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, options, help, optional, error, placeholder, defaultValue, value, ...control } = props;
  const field = useFormField(name, help, error);
  const chosen = field.typed ?? defaultValue;
  return (
    <Field field={field} label={label} help={help} {...(optional ? { optional } : {})}>
      <div className="relative">
        <select
          {...control}
          {...field.aria}
          {...(value === undefined ? { defaultValue: chosen ?? "" } : { value })}
          className={cx(controlClasses, "appearance-none truncate pr-9")}
        >
          {(placeholder !== undefined || (chosen === undefined && value === undefined)) && (
            <option value="">{placeholder ?? "Choose"}</option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
        />
      </div>
    </Field>
  );
}
