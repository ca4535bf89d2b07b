import { z } from "zod";
import type { AdmissionOutcome } from "@/lib/model/connections/connection";
import type { Role } from "@/lib/model/people/roles";
import { flag } from "@/lib/model/text/flag";
import { optionSettingsSchema } from "./connection";
import type { FormState } from "./form-state";

const id = z.string().max(64);
type Sent = Readonly<Record<string, unknown>>;
const isSent = (value: unknown): value is Sent =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One choice, several or none, as sent by a form. */
const listOf = (value: unknown) => (value === undefined || value === "" ? [] : [value].flat());

/** A form's settings as the schema takes them: the empty choice is no role, an unticked switch is off. */
function settingsOfForm(sent: unknown): unknown {
  if (!isSent(sent)) return sent;
  const rules = listOf(sent.rules).map((rule) =>
    isSent(rule) ? { ...rule, role: rule.role || null, teams: listOf(rule.teams) } : rule,
  );
  const provisioning = flag.safeParse(sent.provisioning).data ?? false;
  return {
    ...sent,
    rules,
    provisioning,
    groupSeparator: sent.groupSeparator || null,
    defaultTeams: listOf(sent.defaultTeams),
  };
}

/** The page of role rules: saved, or tried on somebody's attributes first. */
export const mappingForm = z.object({
  leaseId: id.optional().transform((text) => text || null),
  connectionId: id,
  revision: z
    .string()
    .regex(/^\d{0,9}$/)
    .optional()
    .transform((text) => (text ? Number(text) : null)),
  intent: z.enum(["save", "preview"]).default("save"),
  settings: z.preprocess(settingsOfForm, optionSettingsSchema),
  /** A test run's id, or empty for typed values. */
  trialRun: id.default(""),
  trialText: z.string().max(200_000, "This is more than 200,000 characters.").default(""),
});
export type MappingForm = z.output<typeof mappingForm>;

/** The effect of the settings on a person. */
export interface MappingPreview {
  email: string | null;
  /** They are in the space already. */
  isMember: boolean;
  /** The attribute that the groups were read from, and its values. */
  groups: { name: string | null; values: string[] };
  /** Positions of the rules that match. */
  matched: number[];
  winner: number | null;
  outcome: AdmissionOutcome;
  role: Role | null;
  roleFrom: "rule" | "default" | "kept" | null;
  /** By name. */
  teams: string[];
  refusal: { cause: string; fix: string; received: string | null; expected: string | null } | null;
  /** Without an address only role and teams are checked. */
  onlyRole: boolean;
}

/** The result of the page's action if it was a preview. */
export interface PreviewState extends FormState {
  preview: MappingPreview;
}

/** Whether a result contains a preview. */
export function hasPreview(state: FormState): state is PreviewState {
  return "preview" in state;
}
