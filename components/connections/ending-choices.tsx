"use client";

import { RadioGroup } from "@/components/ui/radio-group";
import type { SessionChoice } from "@/lib/model/connections/choices";
import { counted } from "@/lib/model/text/counted";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";

interface ChoiceProps {
  numbers: ImpactNumbers;
  /** Absent if nothing on the page depends on it. */
  value?: SessionChoice;
  onChange?: (value: SessionChoice) => void;
}

const chosen = (value: string): SessionChoice => (value === "end" ? "end" : "keep");

function controlled({ value, onChange }: ChoiceProps) {
  if (value === undefined) return { defaultValue: "keep" };
  return { value, onChange: (next: string) => onChange?.(chosen(next)) };
}

/** What happens to everybody else's sessions. */
export function SessionsChoice(props: ChoiceProps) {
  const { otherPeople } = props.numbers;
  return (
    <RadioGroup
      name="sessions"
      label={`${counted(otherPeople, "other person is", "other people are")} signed in`}
      {...controlled(props)}
      options={[
        {
          value: "keep",
          label: "Keep their sessions",
          description: "They go on working until these expire.",
        },
        {
          value: "end",
          label: "Sign everybody out",
          description: "They sign in again, in any way that is open to them.",
        },
      ]}
    />
  );
}

/** What happens to tokens while another connection is active. */
export function TokensChoice(props: ChoiceProps) {
  const { personalTokens, integrationTokens } = props.numbers;
  return (
    <RadioGroup
      name="tokens"
      label={`${counted(personalTokens, "personal token")} and ${counted(integrationTokens, "integration token")} are in use`}
      {...controlled(props)}
      options={[
        {
          value: "keep",
          label: "Keep the tokens",
          description: "Another connection is active: programs go on working.",
        },
        {
          value: "end",
          label: "End all tokens",
          description: "Programs stop working until somebody creates new tokens.",
        },
      ]}
    />
  );
}
