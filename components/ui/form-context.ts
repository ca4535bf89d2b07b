"use client";

import { createContext, useContext, useId } from "react";
import { emptyFormState, type FormState } from "@/lib/schemas/form-state";

export interface FormContextValue {
  /** Prefix of every field's id, so that the summary can point at them. */
  id: string | undefined;
  state: FormState;
  pending: boolean;
}

export const FormContext = createContext<FormContextValue>({
  id: undefined,
  state: emptyFormState,
  pending: false,
});

/** The element id of a form's field. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

export interface FormField {
  id: string;
  error: string | undefined;
  helpId: string | undefined;
  errorId: string | undefined;
  /** What was typed before a refusal, if the server returned it. */
  typed: string | undefined;
  /** Spread on the control. */
  aria: { id: string; name: string; "aria-describedby"?: string; "aria-invalid"?: true };
}

/** The properties that a control takes from the surrounding form; works outside a form too. */
export function useFormField(name: string, help: unknown, ownError?: string): FormField {
  const form = useContext(FormContext);
  const own = useId();
  const id = fieldId(form.id ?? own, name);
  const error = ownError ?? form.state.fieldErrors?.[name]?.[0];
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, helpId].filter(Boolean).join(" ");
  return {
    id,
    error,
    helpId,
    errorId,
    typed: form.state.values?.[name],
    aria: {
      id,
      name,
      ...(describedBy ? { "aria-describedby": describedBy } : {}),
      ...(error ? { "aria-invalid": true as const } : {}),
    },
  };
}

/** Whether the surrounding form is being sent. */
export function useFormPending(): boolean {
  return useContext(FormContext).pending;
}
