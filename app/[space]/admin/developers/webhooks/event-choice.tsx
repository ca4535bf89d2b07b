"use client";

import { useContext } from "react";
import { FieldError } from "@/components/ui/field";
import { FormContext, useFormField } from "@/components/ui/form-context";
import { type WebhookEventType, webhookEventTypes } from "@/lib/core/webhooks";
import { eventWords } from "./event-words";

/** What the program is told about: one box an event. */
export function EventChoice({ chosen }: { chosen: readonly WebhookEventType[] }) {
  const field = useFormField("events", undefined);
  const typed = useContext(FormContext).state.values?.events?.split("\n");
  const ticked: readonly string[] = typed ?? chosen;
  return (
    <fieldset data-field aria-describedby={field.errorId} className="space-y-2">
      <legend className="font-medium">Events</legend>
      <FieldError field={field} />
      {webhookEventTypes.map((type, index) => (
        <label key={type} className="flex items-start gap-2.5 max-md:min-h-11 max-md:items-center">
          <input
            type="checkbox"
            id={index === 0 ? field.id : undefined}
            name="events"
            value={type}
            defaultChecked={ticked.includes(type)}
            aria-invalid={field.error ? true : undefined}
            className="mt-0.5 size-4 shrink-0 accent-accent max-md:mt-0 max-md:size-5"
          />
          <span className="min-w-0">
            {eventWords[type]} <code className="font-mono text-sm text-muted">{type}</code>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
