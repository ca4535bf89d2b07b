"use client";

import type { ChangeEventHandler, FocusEventHandler, ReactNode } from "react";
import { controlClasses } from "./control-classes";
import { cx } from "./cx";
import { Field } from "./field";
import { useFormField } from "./form-context";

export interface TextareaFieldProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  defaultValue?: string;
  value?: string;
  onChange?: ChangeEventHandler<HTMLTextAreaElement>;
  onBlur?: FocusEventHandler<HTMLTextAreaElement>;
  rows?: number;
  required?: boolean;
  optional?: boolean;
  readOnly?: boolean;
  disabled?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** Fixed-width letters, for certificates and metadata. */
  mono?: boolean;
  aside?: ReactNode;
  error?: string;
}

/** A control for several lines of text, such as a certificate. */
export function TextareaField(props: TextareaFieldProps) {
  const {
    name,
    label,
    help,
    optional,
    aside,
    error,
    mono,
    defaultValue,
    value,
    rows = 4,
    ...control
  } = props;
  const field = useFormField(name, help, error);
  return (
    <Field field={field} label={label} help={help} aside={aside} {...(optional ? { optional } : {})}>
      <textarea
        {...control}
        {...field.aria}
        {...(value === undefined ? { defaultValue: field.typed ?? defaultValue } : { value })}
        rows={rows}
        spellCheck={mono ? false : undefined}
        className={cx(controlClasses, "block resize-y py-2", mono && "font-mono text-sm")}
      />
    </Field>
  );
}
