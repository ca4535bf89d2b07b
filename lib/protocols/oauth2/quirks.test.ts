import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Quirk, quirks } from "@/e2e/idp/oauth2/quirks";
import { oauth2Explanations } from "@/lib/model/explanations/oauth2";
import { oauth2Refusals } from "@/lib/model/refusals/oauth2";
import { openRehearsal, type Rehearsal } from "./testing/rehearsal";

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal();
});
afterAll(() => rehearsal.tool.close());

/** The use case's own check before the client is called: which attempt the answer belongs to. */
const byState: Record<string, string> = {
  answer_without_state: "tool_state_missing",
  answer_wrong_state: "tool_state_mismatch",
};

describe("each quirk of a tool", () => {
  test.each(Object.entries(quirks))("%s", async (name, { expected }) => {
    const { result } = await rehearsal.signIn({ quirk: name as Quirk });
    const admission = ["email_not_verified", "email_missing"];
    if (expected === null || admission.includes(expected)) {
      expect(result.outcome).toBe("accepted");
      return;
    }
    expect(result).toMatchObject({
      outcome: "refused",
      refusal: { code: byState[name] ?? expected },
    });
    expect(result.checks.at(-1)?.passed).toBe(false);
    expect(result.checks.slice(0, -1).every((check) => check.passed)).toBe(true);
  });
});

test("every refusal is explained to the person and to the administrator", () => {
  for (const code of oauth2Refusals) {
    const { forPerson, cause, fix } = oauth2Explanations[code];
    for (const sentence of [forPerson, cause, fix]) expect(sentence).toMatch(/[.”]$/);
    expect(forPerson).not.toMatch(/OAuth|token|JSON|scope/);
  }
});
