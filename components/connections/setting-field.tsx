"use client";

import { CheckboxField } from "@/components/ui/checkbox-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { TextareaField } from "@/components/ui/textarea-field";
import type { Field, Fields } from "@/lib/model/connections/fields/field";
import { Advanced } from "./advanced";

interface AdvancedSettingsProps {
  fields: Fields;
  /** The settings of the stored version; without one, Gatehouse chooses where it can. */
  stored: Readonly<Record<string, unknown>> | null;
}

/** The settings of a protocol whose defaults suit most people, in the order of its fields. */
export function AdvancedSettings({ fields, stored }: AdvancedSettingsProps) {
  const asked = Object.entries(fields).filter(([, { advanced }]) => advanced);
  return (
    <Advanced names={asked.map(([name]) => name)}>
      {asked.map(([name, field]) => (
        <SettingField key={name} name={name} field={field} stored={stored && (stored[name] ?? null)} />
      ))}
    </Advanced>
  );
}

/** The control of one setting. `stored`: `null` if there is none. */
function SettingField({ name, field, stored }: { name: string; field: Field; stored: unknown }) {
  const { kind, words, initial, advanced } = field;
  if (!advanced) return null;
  const { label, help, automatic, type = "url" } = advanced;
  const value = stored ?? initial ?? null;
  const common = { name, label, help };
  if (kind === "flag") return <CheckboxField {...common} defaultChecked={value === true} />;
  if (words) {
    const shown = typeof value === "string" ? value : "";
    // A value from a document may lack words of its own.
    const options = Object.entries(shown in words || !shown ? words : { ...words, [shown]: shown });
    return (
      <SelectField
        {...common}
        options={options.map(([one, text]) => ({ value: one, label: text }))}
        defaultValue={shown}
        {...(automatic && canBeLeft(field, stored) ? { placeholder: automatic } : {})}
      />
    );
  }
  if (kind === "parameters")
    return <TextareaField {...common} defaultValue={parameterLines(value)} rows={3} mono optional />;
  if (kind === "lines")
    return <TextField {...common} defaultValue={Array.isArray(value) ? value.join(" ") : ""} mono />;
  return (
    <TextField {...common} type={type} defaultValue={typeof value === "string" ? value : ""} mono optional />
  );
}

/** Parameters as typed, one per line. */
export function parameterLines(value: unknown): string {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return entries.map(([name, text]) => `${name}=${String(text)}`).join("\n");
}

/** A choice stays, unless the setting can be stored as nothing. */
function canBeLeft({ stored }: Field, value: unknown): boolean {
  return value === null || stored.safeParse(null).success;
}
