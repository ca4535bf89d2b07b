"use client";

import type { ReactNode } from "react";
import { cx } from "./cx";
import { FieldError, FieldHelp } from "./field";
import { useFormField } from "./form-context";

export interface RadioOption {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  /** E.g. a provider mark. */
  mark?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps {
  name: string;
  label: ReactNode;
  options: readonly RadioOption[];
  help?: ReactNode;
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  /** How many cards are next to each other if there is room. */
  columns?: 1 | 2 | 3;
  error?: string;
  hideLabel?: boolean;
}

const grids = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 desk:grid-cols-3" };

/** One of a few, each a card with its description. Native radios: arrows move, space selects. */
export function RadioGroup(props: RadioGroupProps) {
  const { name, label, options, help, defaultValue, value, onChange, columns = 1, error, hideLabel } = props;
  const field = useFormField(name, help, error);
  const initially = field.typed ?? defaultValue;
  const id = field.id;
  return (
    <fieldset data-field aria-describedby={field.aria["aria-describedby"]} className="min-w-0 space-y-1.5">
      <legend className={hideLabel ? "sr-only" : "font-medium"}>{label}</legend>
      <FieldHelp field={field} help={help} />
      <FieldError field={field} />
      <div className={cx("grid gap-2", grids[columns])}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={cx(
              "flex items-start gap-3 rounded-lg border border-line bg-surface p-3 transition-colors duration-100",
              "hover:border-edge has-checked:border-accent has-checked:bg-accent-soft",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              option.disabled ? "opacity-55" : "cursor-pointer",
              field.error && "border-danger",
            )}
          >
            <input
              type="radio"
              // The summary's link leads to the first card.
              id={index === 0 ? id : `${id}-${option.value}`}
              name={name}
              value={option.value}
              disabled={option.disabled}
              aria-labelledby={`${id}-${option.value}-label`}
              aria-describedby={option.description ? `${id}-${option.value}-description` : undefined}
              {...(value === undefined
                ? { defaultChecked: initially === option.value }
                : { checked: value === option.value })}
              onChange={onChange ? () => onChange(option.value) : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent focus-visible:outline-none"
            />
            {option.mark}
            <span className="min-w-0">
              <span id={`${id}-${option.value}-label`} className="block font-medium">
                {option.label}
              </span>
              {option.description && (
                <span id={`${id}-${option.value}-description`} className="mt-0.5 block text-sm text-muted">
                  {option.description}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
