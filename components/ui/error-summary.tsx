"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import type { FormState } from "@/lib/schemas/form-state";
import { fieldId } from "./form-context";

interface ErrorSummaryProps {
  /** The form whose fields the links lead to. */
  formId: string;
  state: FormState;
}

/** The problems of a form, on top of it; takes the focus when it appears and links to each field. */
export function ErrorSummary({ formId, state }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const errors = Object.entries(state.fieldErrors ?? {}).filter(([, sentences]) => sentences.length > 0);

  useEffect(() => {
    // A new result is a new object, so the same mistake made twice is announced twice.
    if (state.ok === false) box.current?.focus();
  }, [state]);

  const title =
    state.message ?? (errors.length === 1 ? "Check one field." : `Check ${errors.length} fields.`);

  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-lg border border-danger bg-danger-soft p-4"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 space-y-2">
        <p className="font-medium">{title}</p>
        {errors.length > 0 && (
          <ul className="list-disc space-y-1 pl-4 marker:text-danger">
            {errors.map(([name, sentences]) => (
              <li key={name}>
                <a
                  href={`#${fieldId(formId, name)}`}
                  className="font-medium text-danger underline underline-offset-4"
                  onClick={(event) => {
                    const field = document.getElementById(fieldId(formId, name));
                    if (!field) return;
                    event.preventDefault();
                    field.focus();
                    (field.closest("[data-field]") ?? field).scrollIntoView({ block: "nearest" });
                  }}
                >
                  {sentences[0]}
                </a>
              </li>
            ))}
          </ul>
        )}
        {state.reference && (
          <p className="text-sm text-muted">
            Reference <code className="font-mono select-all">{state.reference}</code>
          </p>
        )}
      </div>
    </div>
  );
}
