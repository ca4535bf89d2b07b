import { styleText } from "node:util";
import type { PlanStep } from "@/lib/model/connections/plan-step";

const kinds: Record<PlanStep["kind"], string> = {
  team: "team",
  domain: "domain",
  connection: "connection",
  sign_in_option: "sign-in option of",
  directory: "directory",
  sign_in_settings: "settings of",
};

/** Signs and colours as other tools have them; what stays has neither. */
const signs: Record<PlanStep["action"], { sign: string; colour: "green" | "yellow" | "red" | null }> = {
  create: { sign: "+", colour: "green" },
  change: { sign: "~", colour: "yellow" },
  remove: { sign: "-", colour: "red" },
  leave: { sign: " ", colour: null },
  keep: { sign: " ", colour: null },
};

const indent = " ".repeat(11);

/** A step of a plan, with a line for each value. */
export function planLine({ kind, name, action, differences, needsSecret }: PlanStep): string {
  const { sign, colour } = signs[action];
  const values = differences.map(({ label, before, after }) => `${indent}${valueLine(label, before, after)}`);
  const secret = needsSecret ? [`${indent}its client secret must be given with --secrets`] : [];
  const lines = [
    `${sign} ${action.padEnd(8)} ${kinds[kind]} ${name}`,
    ...(action === "leave" || action === "keep" ? [] : values),
    ...secret,
  ];
  return colour ? coloured(colour, lines.join("\n")) : lines.join("\n");
}

function valueLine(label: string, before: string | null, after: string | null): string {
  if (before === null) return `+ ${label}: ${after ?? "nothing"}`;
  if (after === null) return `- ${label}: ${before}`;
  return `~ ${label}: ${before} → ${after}`;
}

/** Only on a terminal, and not if `NO_COLOR` is set (https://no-color.org). */
function coloured(colour: "green" | "yellow" | "red", text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(colour, text) : text;
}
