"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { controlClasses } from "@/components/ui/control-classes";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { useFormField } from "@/components/ui/form-context";
import type { Role } from "@/lib/model/people/roles";

export interface TeamChoiceOption {
  id: string;
  name: string;
  defaultRole: Role | null;
}

interface TeamChoiceProps {
  /** The fields' name; each ticked team is sent under it. */
  name: string;
  label: string;
  teams: readonly TeamChoiceOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/**
 * Several teams of the space: a disclosure of checkboxes that shows the ticked ones while it is closed. Works without
 * scripts.
 */
export function TeamChoice({ name, label, teams, chosen, onChange }: TeamChoiceProps) {
  const id = useId();
  const field = useFormField(name, undefined);
  const names = teams.filter((team) => chosen.includes(team.id)).map((team) => team.name);
  return (
    <div data-field className="space-y-1.5">
      <span id={id} className="block font-medium">
        {label}
      </span>
      <details className="group relative">
        <summary
          id={field.id}
          aria-describedby={[id, field.errorId].filter(Boolean).join(" ")}
          className={cx(
            controlClasses,
            "flex cursor-pointer list-none items-center justify-between gap-2 [&::-webkit-details-marker]:hidden",
          )}
        >
          <span className={cx("truncate", names.length === 0 && "text-muted")}>
            {names.length === 0 ? "No team" : names.join(", ")}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted group-open:rotate-180" />
        </summary>
        <fieldset
          aria-labelledby={id}
          className="mt-1 max-h-56 space-y-1 overflow-y-auto rounded-md border border-line bg-surface p-2"
        >
          {teams.length === 0 && <p className="text-sm text-muted">The space has no teams yet.</p>}
          {teams.map((team) => (
            <label
              key={team.id}
              className="flex min-h-7 items-center gap-2.5 rounded-sm px-1 max-md:min-h-11"
            >
              <input
                type="checkbox"
                name={name}
                value={team.id}
                checked={chosen.includes(team.id)}
                onChange={(event) =>
                  onChange(
                    event.currentTarget.checked
                      ? [...chosen, team.id]
                      : chosen.filter((one) => one !== team.id),
                  )
                }
                className="size-4 shrink-0 accent-accent max-md:size-5"
              />
              <span className="min-w-0 [overflow-wrap:anywhere]">{team.name}</span>
            </label>
          ))}
        </fieldset>
      </details>
      <FieldError field={field} />
    </div>
  );
}
