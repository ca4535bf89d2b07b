"use client";

import { useContext, useState } from "react";
import { controlClasses } from "@/components/ui/control-classes";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { FormContext, useFormField } from "@/components/ui/form-context";
import type { PersonConnection } from "@/lib/schemas/oauth2-connection";

const statusWords = { draft: "not activated yet", active: "active", disabled: "disabled" } as const;

/** Up to this many are seen at a glance. */
const few = 10;

/** Any number of the space's connections. */
export function ConnectionChoice({ connections }: { connections: readonly PersonConnection[] }) {
  const field = useFormField("connections", undefined);
  const typed = useContext(FormContext).state.values?.connections?.split("\n");
  const [words, setWords] = useState("");
  // The chosen ones first: among many they would be hard to find.
  const ordered = connections.toSorted((a, b) => Number(b.isChosen) - Number(a.isChosen));
  const matches = ({ name, reference, providerName }: PersonConnection) =>
    [name, reference, providerName].some((text) => text.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <fieldset data-field aria-describedby={field.errorId} className="space-y-2">
      <legend className="sr-only">Connections</legend>
      <FieldError field={field} />
      {connections.length > few && (
        <input
          type="search"
          aria-label="Search connections"
          placeholder="Search connections"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          // Enter searches here; it does not submit the form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          className={cx(controlClasses, "sm:max-w-72")}
        />
      )}
      <div className={cx("space-y-2", connections.length > few && "max-h-80 overflow-y-auto p-1")}>
        {ordered.map((connection, index) => (
          <label
            key={connection.connectionId}
            // Hidden, not omitted: chosen ones are sent, whatever the search.
            hidden={!matches(connection)}
            className="flex items-start gap-2.5 max-md:min-h-11 max-md:items-center [&[hidden]]:hidden"
          >
            <input
              type="checkbox"
              id={index === 0 ? field.id : undefined}
              name="connections"
              value={connection.connectionId}
              defaultChecked={typed ? typed.includes(connection.connectionId) : connection.isChosen}
              aria-invalid={field.error ? true : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent max-md:mt-0 max-md:size-5"
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {connection.name}{" "}
              <span className="text-sm text-muted">
                {connection.providerName === connection.name ? "" : `${connection.providerName}, `}
                {statusWords[connection.status]}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
