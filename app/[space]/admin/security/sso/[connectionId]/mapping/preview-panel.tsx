"use client";

import { useContext, useState } from "react";
import { roleWords } from "@/components/connections/words";
import { Callout } from "@/components/ui/callout";
import { FormContext } from "@/components/ui/form-context";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea-field";
import { hasPreview, type MappingPreview } from "@/lib/schemas/mapping";

/** A test with attributes to try. */
export interface TrialRun {
  id: string;
  email: string | null;
  finishedAt: string;
}

/** Tries the form on a test's attributes or on typed ones, before it is saved. */
export function PreviewPanel({ runs }: { runs: readonly TrialRun[] }) {
  const { state } = useContext(FormContext);
  const [run, setRun] = useState(runs[0]?.id ?? "");
  const [latest] = runs;
  return (
    <div className="space-y-5">
      <SelectField
        name="trialRun"
        label="Whose attributes"
        options={[
          ...runs.map((one) => ({
            value: one.id,
            label: `Test of ${one.email ?? "somebody without an address"}`,
          })),
          { value: "", label: "Values that I enter" },
        ]}
        value={run}
        onChange={(event) => setRun(event.currentTarget.value)}
        {...(latest && run === latest.id
          ? {
              help: (
                <>
                  What the provider sent in the last test, <RelativeTime value={latest.finishedAt} />.
                </>
              ),
            }
          : {})}
      />
      {run === "" && (
        <TextareaField
          name="trialText"
          label="Attributes"
          help="One value per line. To add another value, repeat the name. Without an address, only role and teams are checked."
          placeholder={"email = ann@acme.example\ngroups = Sales"}
          rows={5}
          mono
        />
      )}
      <SubmitButton name="intent" value="preview" variant="secondary" pendingLabel="Checking">
        Show what they get
      </SubmitButton>
      <div role="status" className="space-y-3 empty:hidden">
        {hasPreview(state) && <Result preview={state.preview} />}
      </div>
    </div>
  );
}

function Result({ preview }: { preview: MappingPreview }) {
  const { role, teams, refusal, groups } = preview;
  const roleText = role && (
    <>
      {roleWords[role]}
      <span className="block text-sm text-muted">{roleReason(preview)}</span>
    </>
  );
  return (
    <>
      <Callout tone={tones[preview.outcome]} title={headline(preview)}>
        {refusal && (
          <>
            <p>{refusal.cause}</p>
            <p>{refusal.fix}</p>
          </>
        )}
      </Callout>
      <dl className="space-y-3">
        {[
          ...(preview.email ? [{ term: "Person", value: preview.email }] : []),
          ...(refusal
            ? []
            : [
                { term: "Role", value: roleText },
                { term: "Teams", value: teams.join(", ") },
              ]),
          {
            term: "Matching rules",
            value: preview.matched.length > 0 ? preview.matched.map((one) => one + 1).join(", ") : "None",
          },
          {
            term: groups.name ? `Groups, from “${groups.name}”` : "Groups",
            value: groups.values.length > 0 ? shown(groups.values) : "None came",
          },
          ...(refusal?.received ? [{ term: "Received", value: refusal.received }] : []),
          ...(refusal?.expected ? [{ term: "Expected", value: refusal.expected }] : []),
        ].map(({ term, value }) => (
          <div key={term}>
            <dt className="text-sm text-muted [overflow-wrap:anywhere]">{term}</dt>
            <dd className="[overflow-wrap:anywhere]">{value || "–"}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const tones = { admit: "ok", pending: "warn", refuse: "danger" } as const;

function headline({ outcome, isMember, onlyRole }: MappingPreview): string {
  if (outcome === "refuse") return "They would be refused";
  if (onlyRole) return "They would get this role";
  if (outcome === "pending") return "They would wait for approval";
  return isMember
    ? "They would be admitted as an existing person of this space"
    : "They would be admitted as a new person";
}

function roleReason({ roleFrom, winner, matched }: MappingPreview): string {
  if (roleFrom === "rule" && winner !== null) return `By rule ${winner + 1}`;
  if (roleFrom === "kept")
    return matched.length > 0
      ? "They keep it: a rule never changes the role of the last administrator or of IT administrators"
      : "They keep it: it was given by hand, and no rule gives another one";
  return "The default role";
}

function shown(values: readonly string[]): string {
  const first = values.slice(0, 20).join(", ");
  return values.length > 20 ? `${first} and ${values.length - 20} more` : first;
}
