import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { titleOfCheck } from "@/lib/model/explanations/check-titles";
import type { TestResultView } from "@/lib/schemas/sso-views";

/**
 * A test's result as text for support: every check and the refusal. The person's own values are left out: only the
 * names of attributes, and neither subject nor address.
 */
export function supportText(result: TestResultView): string {
  const { connection, refusal } = result;
  const personal = new Set(
    [result.email, result.subject, ...Object.values(result.attributes).flat()].filter(
      (text) => text !== null,
    ),
  );
  const shown = (text: string | null) =>
    text === null ? "nothing" : personal.has(text) ? "(personal value)" : text;
  const lines = [
    `Test run ${result.id}: ${result.status}`,
    `Connection ${connection.id} (${connection.name}, ${protocolTraits[connection.protocol].name}), version ${result.version ?? "unknown"}`,
    `Started ${result.createdAt}${result.finishedAt ? `, ended ${result.finishedAt}` : ""}`,
  ];
  if (refusal)
    lines.push(
      "",
      `Refused: ${refusal.code} (check ${refusal.check})`,
      `Received: ${shown(refusal.received)}`,
      `Expected: ${shown(refusal.expected)}`,
      `Cause: ${refusal.cause}`,
      `Fix: ${refusal.fix}`,
    );
  if (result.checks.length > 0) lines.push("", "Checks:");
  for (const check of result.checks)
    lines.push(
      `${check.passed ? "ok  " : "FAIL"} ${titleOfCheck(check.name)}${check.received === null ? "" : `: ${shown(check.received)}`}`,
    );
  const names = Object.keys(result.attributes);
  if (names.length > 0) lines.push("", `Attributes received: ${names.join(", ")}`);
  return lines.join("\n");
}
