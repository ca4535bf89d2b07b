"use client";

import { useContext } from "react";
import { FieldError } from "@/components/ui/field";
import { FormContext, useFormField } from "@/components/ui/form-context";
import type { PersonConnector } from "@/lib/schemas/connector";

const statusWords = { draft: "not activated yet", active: "active", disabled: "disabled" } as const;

/** Any number of the space's connectors. */
export function ConnectorChoice({ connectors }: { connectors: readonly PersonConnector[] }) {
  const field = useFormField("connectors", undefined);
  const typed = useContext(FormContext).state.values?.connectors?.split("\n");
  return (
    <fieldset data-field aria-describedby={field.errorId} className="space-y-2">
      <legend className="sr-only">Connectors</legend>
      <FieldError field={field} />
      {connectors.map(({ connectionId, name, providerName, status, isChosen }, index) => (
        <label key={connectionId} className="flex items-start gap-2.5 max-md:min-h-11 max-md:items-center">
          <input
            type="checkbox"
            id={index === 0 ? field.id : undefined}
            name="connectors"
            value={connectionId}
            defaultChecked={typed ? typed.includes(connectionId) : isChosen}
            aria-invalid={field.error ? true : undefined}
            className="mt-0.5 size-4 shrink-0 accent-accent max-md:mt-0 max-md:size-5"
          />
          <span className="min-w-0">
            {name}{" "}
            <span className="text-sm text-muted">
              {providerName === name ? "" : `${providerName}, `}
              {statusWords[status]}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
