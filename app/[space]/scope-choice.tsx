"use client";

import { useContext } from "react";
import { FieldError } from "@/components/ui/field";
import { FormContext, useFormField } from "@/components/ui/form-context";
import { type TokenScope, tokenScopes } from "@/lib/core/model/token";
import { scopeWords } from "./words";

/** What the token may be used for: one box a scope. */
export function ScopeChoice({ chosen }: { chosen: readonly TokenScope[] }) {
  const field = useFormField("scopes", undefined);
  const typed = useContext(FormContext).state.values?.scopes?.split("\n");
  const ticked: readonly string[] = typed ?? chosen;
  return (
    <fieldset data-field aria-describedby={field.errorId} className="space-y-2">
      <legend className="font-medium">Scopes</legend>
      <FieldError field={field} />
      {tokenScopes.map((scope, index) => (
        <label key={scope} className="flex items-start gap-2.5 max-md:min-h-11 max-md:items-center">
          <input
            type="checkbox"
            id={index === 0 ? field.id : undefined}
            name="scopes"
            value={scope}
            defaultChecked={ticked.includes(scope)}
            aria-invalid={field.error ? true : undefined}
            className="mt-0.5 size-4 shrink-0 accent-accent max-md:mt-0 max-md:size-5"
          />
          <span className="min-w-0">
            {scopeWords[scope]} <code className="font-mono text-sm text-muted">{scope}</code>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
