"use client";

import { ArrowDown, ArrowUp, Trash2, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { RuleOperator } from "@/lib/model/connections/choices";
import type { RoleRule } from "@/lib/model/connections/connection";
import { roleOptions } from "../../../../../words";
import { TeamChoice, type TeamChoiceOption } from "./team-choice";
import type { KeyedRule } from "./use-mapping";

const operators: { value: RuleOperator; label: string }[] = [
  { value: "equals", label: "is" },
  { value: "starts_with", label: "begins with" },
  { value: "ends_with", label: "ends with" },
  { value: "contains", label: "contains" },
  { value: "matches", label: "matches the pattern (*)" },
];

interface RuleRowProps {
  rule: KeyedRule;
  /** From 0. */
  position: number;
  count: number;
  teams: readonly TeamChoiceOption[];
  advice: readonly string[];
  /** Ids of the suggestions for names and for values of this rule's attribute. */
  nameList: string;
  valueList: string;
  onChange: (change: Partial<RoleRule>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One rule: if an attribute has a value, give a role, teams, or both. Moved and removed by buttons. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function RuleRow(props: RuleRowProps) {
  const { rule, position, count, teams, advice, onChange } = props;
  const field = `settings.rules.${position}`;
  const title = `Rule ${position + 1}`;
  return (
    <li data-rule={rule.key} className="rounded-lg border border-line bg-surface">
      <fieldset className="min-w-0 space-y-4 p-4">
        <legend className="sr-only">{title}</legend>
        <div className="flex items-center justify-between gap-2">
          <span aria-hidden className="font-medium">
            {title}
          </span>
          <span className="flex gap-1">
            <IconButton
              label={`Move ${title.toLowerCase()} up`}
              icon={<ArrowUp aria-hidden />}
              off={position === 0}
              onClick={() => props.onMove(-1)}
            />
            <IconButton
              label={`Move ${title.toLowerCase()} down`}
              icon={<ArrowDown aria-hidden />}
              off={position === count - 1}
              onClick={() => props.onMove(1)}
            />
            <IconButton
              label={`Remove ${title.toLowerCase()}`}
              icon={<Trash2 aria-hidden />}
              onClick={props.onRemove}
            />
          </span>
        </div>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,3fr)]">
          <TextField
            name={`${field}.attribute`}
            label="Attribute"
            value={rule.attribute}
            onChange={(event) => onChange({ attribute: event.currentTarget.value })}
            list={props.nameList}
            autoComplete="off"
            maxLength={300}
            mono
          />
          <SelectField
            name={`${field}.operator`}
            label="Comparison"
            options={operators}
            value={rule.operator}
            onChange={(event) => onChange({ operator: event.currentTarget.value as RuleOperator })}
          />
          <TextField
            name={`${field}.value`}
            label="Value"
            value={rule.value}
            onChange={(event) => onChange({ value: event.currentTarget.value })}
            list={props.valueList}
            autoComplete="off"
            maxLength={300}
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name={`${field}.role`}
            label="Gives the role"
            options={[{ value: "", label: "None, only the teams" }, ...roleOptions]}
            value={rule.role ?? ""}
            onChange={(event) => onChange({ role: (event.currentTarget.value || null) as RoleRule["role"] })}
          />
          <TeamChoice
            name={`${field}.teams[]`}
            label="And the teams"
            teams={teams}
            chosen={rule.teams}
            onChange={(chosen) => onChange({ teams: chosen })}
          />
        </div>
        {advice.length > 0 && (
          <ul className="space-y-1.5">
            {advice.map((sentence) => (
              <li key={sentence} className="flex gap-2 text-sm">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
                <span className="min-w-0">
                  <span className="sr-only">Warning: </span>
                  {sentence}
                </span>
              </li>
            ))}
          </ul>
        )}
      </fieldset>
    </li>
  );
}

interface IconButtonProps {
  label: string;
  icon: ReactNode;
  off?: boolean;
  onClick: () => void;
}

/** aria-disabled, so that the focus stays on a button whose rule has reached the end. */
function IconButton({ label, icon, off = false, onClick }: IconButtonProps) {
  return (
    <Button
      size="small"
      variant="quiet"
      icon={icon}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onClick}
      className="max-md:min-w-11"
    />
  );
}
