"use client";

import { CircleAlert } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import type { FormState } from "@/lib/schemas/form-state";
import { fieldId } from "./form-context";

interface ErrorSummaryProps {
  /** The form whose fields the links lead to. */
  formId: string;
  /** The answer: a new one is a new object, so the same mistake made twice is announced twice. */
  answer: FormState;
  /** The errors that nobody has begun to correct. */
  errors: NonNullable<FormState["fieldErrors"]>;
}

/** The control of a field, if it can take the focus. What hides it is opened first. */
function controlOf(formId: string, name: string): HTMLElement | null {
  const control = document.getElementById(fieldId(formId, name));
  for (let part = control?.closest("details"); part; part = part.parentElement?.closest("details"))
    part.open = true;
  return control && control.getClientRects().length > 0 ? control : null;
}

function goTo(control: HTMLElement): void {
  control.focus();
  (control.closest("[data-field]") ?? control).scrollIntoView({ block: "nearest" });
}

/**
 * The problems of a form, on top of it, each linked to its field. The first field in question takes the focus, or the
 * summary if there is none; a single problem is said at its field alone.
 */
export function ErrorSummary({ formId, answer, errors: fieldErrors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const [saidAtField, setSaidAtField] = useState<FormState>();
  const errors = Object.entries(fieldErrors).filter(([, sentences]) => sentences.length > 0);

  // Before the page is drawn: otherwise the summary would flash.
  useLayoutEffect(() => {
    if (answer.ok !== false) return;
    const names = Object.entries(answer.fieldErrors ?? {}).filter(([, sentences]) => sentences.length > 0);
    const first = names.map(([name]) => controlOf(formId, name)).find((control) => control !== null);
    const isAlone = names.length === 1 && answer.message === undefined;
    if (first && isAlone) setSaidAtField(answer);
    if (first) goTo(first);
    else box.current?.focus();
  }, [answer, formId]);

  const wasAtFields = Object.keys(answer.fieldErrors ?? {}).length > 0 && answer.message === undefined;
  if (saidAtField === answer || (wasAtFields && errors.length === 0)) return null;

  const title =
    answer.message ?? (errors.length === 1 ? "Check one field." : `Check ${errors.length} fields.`);

  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: what went wrong is the first thing to read; without script the browser does it
      autoFocus
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
                    const control = controlOf(formId, name);
                    if (!control) return;
                    event.preventDefault();
                    goTo(control);
                  }}
                >
                  {sentences[0]}
                </a>
              </li>
            ))}
          </ul>
        )}
        {answer.reference && (
          <p className="text-sm text-muted">
            Reference <code className="font-mono select-all">{answer.reference}</code>
          </p>
        )}
      </div>
    </div>
  );
}
