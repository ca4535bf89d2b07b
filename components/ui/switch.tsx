"use client";

import type { ChangeEventHandler, ReactNode } from "react";
import { FieldError, FieldHelp } from "./field";
import { useFormField } from "./form-context";
import { useTypedChoice } from "./typed-choice";

export interface SwitchProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  defaultChecked?: boolean;
  checked?: boolean;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  disabled?: boolean;
  error?: string;
}

/** On or off, label on the left, the state in words beside the control. A checkbox underneath: it is sent with the form as "on" and needs no script. */
export function Switch({ name, label, help, defaultChecked, checked, error, ...control }: SwitchProps) {
  const field = useFormField(name, help, error);
  const initially = useTypedChoice(name, "on", defaultChecked ?? false);
  return (
    <div data-field className="flex items-start justify-between gap-6">
      <div className="min-w-0 space-y-1">
        <label htmlFor={field.id} className="font-medium">
          {label}
        </label>
        <FieldError field={field} />
        <FieldHelp field={field} help={help} />
      </div>
      <span className="relative mt-px inline-flex shrink-0 items-center max-md:p-2">
        <input
          {...control}
          {...field.aria}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox brings its own checked state
          role="switch"
          {...(checked === undefined ? { defaultChecked: initially } : { checked })}
          className="peer h-5 w-9 appearance-none rounded-full border border-edge bg-sunken transition-colors duration-100 checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-55"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-0.5 left-0.5 size-4 rounded-full bg-edge transition-transform duration-100 peer-checked:translate-x-4 peer-checked:bg-on-accent max-md:top-2.5 max-md:left-2.5"
        />
        <span aria-hidden className="w-8 pl-2 text-sm text-muted peer-checked:hidden">
          Off
        </span>
        <span aria-hidden className="hidden w-8 pl-2 text-sm peer-checked:inline">
          On
        </span>
      </span>
    </div>
  );
}
