"use client";

import { cx } from "@/components/ui/cx";
import { FieldError, FieldHelp } from "@/components/ui/field";
import { useFormField } from "@/components/ui/form-context";
import { ProviderMark } from "@/components/ui/provider-mark";

interface Pickable {
  id: string;
  name: string;
  summary: string;
}

interface ProviderPickerProps {
  label: string;
  help: string;
  groups: readonly { label: string; help?: string; choices: readonly Pickable[] }[];
  /** Nothing is chosen beforehand. */
  value: string | null;
  onChange: (id: string) => void;
  /** Those that the connection cannot become any more. */
  isDisabled: (id: string) => boolean;
}

/** One provider of all, in groups: a single row of native radios to the keyboard, so arrows lead from group to group. */
export function ProviderPicker({ label, help, groups, value, onChange, isDisabled }: ProviderPickerProps) {
  const field = useFormField("provider", help);
  const [first] = groups.flatMap(({ choices }) => choices);
  return (
    <fieldset data-field aria-describedby={field.aria["aria-describedby"]} className="min-w-0 space-y-1.5">
      <legend className="font-medium">{label}</legend>
      <FieldHelp field={field} help={help} />
      <FieldError field={field} />
      {groups.map((group) => (
        <fieldset key={group.label} className="mt-3 min-w-0">
          <legend className="text-sm font-medium text-muted">{group.label}</legend>
          {group.help && <p className="text-sm text-muted">{group.help}</p>}
          <div className="mt-2 grid grid-cols-2 gap-2 desk:grid-cols-3">
            {group.choices.map(({ id, name, summary }) => (
              <label
                key={id}
                title={summary}
                className={cx(
                  "flex min-h-12 items-center gap-2 rounded-lg border border-line bg-surface px-2.5 py-2 sm:gap-3 sm:px-3 transition-colors duration-100",
                  "hover:border-edge has-checked:border-accent has-checked:bg-accent-soft",
                  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                  isDisabled(id) ? "opacity-55" : "cursor-pointer",
                  field.error && "border-danger",
                )}
              >
                <input
                  type="radio"
                  // The summary of errors leads to the first one.
                  id={id === first?.id ? field.id : `${field.id}-${id}`}
                  name="provider"
                  value={id}
                  disabled={isDisabled(id)}
                  checked={value === id}
                  onChange={() => onChange(id)}
                  className="size-4 shrink-0 accent-accent focus-visible:outline-none"
                />
                <ProviderMark provider={id} size="small" />
                <span className="min-w-0 font-medium">{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}
