"use client";

import { useContext } from "react";
import { FieldError } from "./field";
import { FormContext, useFormField } from "./form-context";

export interface CheckboxListProps<Value extends string> {
  /** The form field's name; each ticked box sends its value under it. */
  name: string;
  legend: string;
  values: readonly Value[];
  /** The meaning of each value, in words; the value itself comes after it. */
  words: Record<Value, string>;
  /** Ticked initially. */
  chosen: readonly Value[];
}

/** Several values to choose from, a checkbox each. After a refused form they keep their state. */
export function CheckboxList<Value extends string>(props: CheckboxListProps<Value>) {
  const { name, legend, values, words, chosen } = props;
  const field = useFormField(name, undefined);
  const typed = useContext(FormContext).state.values?.[name]?.split("\n");
  const ticked: readonly string[] = typed ?? chosen;
  return (
    <fieldset data-field aria-describedby={field.errorId} className="space-y-2">
      <legend className="font-medium">{legend}</legend>
      <FieldError field={field} />
      {values.map((value, index) => (
        <label key={value} className="flex items-start gap-2.5 max-md:min-h-11 max-md:items-center">
          <input
            type="checkbox"
            id={index === 0 ? field.id : undefined}
            name={name}
            value={value}
            defaultChecked={ticked.includes(value)}
            aria-invalid={field.error ? true : undefined}
            className="mt-0.5 size-4 shrink-0 accent-accent max-md:mt-0 max-md:size-5"
          />
          <span className="min-w-0">
            {words[value]} <code className="font-mono text-sm text-muted">{value}</code>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
