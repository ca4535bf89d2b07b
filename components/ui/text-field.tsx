"use client";

import {
  type ChangeEventHandler,
  type FocusEventHandler,
  type HTMLInputAutoCompleteAttribute,
  type ReactNode,
  useState,
} from "react";
import { controlClasses } from "./control-classes";
import { cx } from "./cx";
import { Field } from "./field";
import { useFormField } from "./form-context";

export interface TextFieldProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  type?: "text" | "email" | "url" | "password" | "number" | "tel" | "date" | "datetime-local";
  defaultValue?: string;
  /** Controlled use, in client components. */
  value?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  onBlur?: FocusEventHandler<HTMLInputElement>;
  required?: boolean;
  /** Says "(optional)" beside the label. */
  optional?: boolean;
  readOnly?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: "text" | "numeric" | "email" | "url" | "decimal";
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  placeholder?: string;
  /** The id of a `datalist` with suggestions. */
  list?: string;
  /** Fixed-width letters, for addresses and identifiers. */
  mono?: boolean;
  /** Fixed text inside the control, e.g. "https://". */
  prefix?: string;
  /** Beside the label. */
  aside?: ReactNode;
  /** An error from outside the form. */
  error?: string;
}

/** A one-line text control with label, help and error. Passwords can be shown. */
export function TextField(props: TextFieldProps) {
  const {
    name,
    label,
    help,
    optional,
    aside,
    error,
    mono,
    prefix,
    defaultValue,
    value,
    type = "text",
    ...control
  } = props;
  const field = useFormField(name, help, error);
  const [shown, setShown] = useState(false);
  const secret = type === "password";
  return (
    <Field field={field} label={label} help={help} aside={aside} {...(optional ? { optional } : {})}>
      <div className="relative flex">
        {prefix && (
          <span className="flex items-center rounded-l-md border border-r-0 border-edge bg-sunken px-3 text-muted">
            {prefix}
          </span>
        )}
        <input
          {...control}
          {...field.aria}
          {...(value === undefined
            ? { defaultValue: secret ? undefined : (field.typed ?? defaultValue) }
            : { value })}
          type={secret && shown ? "text" : type}
          spellCheck={mono || secret || type === "email" || type === "url" ? false : undefined}
          autoCapitalize={type === "text" && !mono ? undefined : "none"}
          className={cx(controlClasses, mono && "font-mono", prefix && "rounded-l-none", secret && "pr-16")}
        />
        {secret && (
          <button
            type="button"
            data-show-password
            aria-pressed={shown}
            aria-label={shown ? "Hide password" : "Show password"}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 rounded-md px-3 text-sm font-medium text-accent hover:text-accent-strong noscript:hidden"
          >
            {shown ? "Hide" : "Show"}
          </button>
        )}
      </div>
    </Field>
  );
}
