import { expect, test } from "vitest";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { outlookSentences, passedSentence, refusesPerson } from "./outlook-words";
import { supportText } from "./support-text";

const aResult = (change: Partial<TestResultView> = {}): TestResultView => ({
  id: "run_1",
  status: "passed",
  finished: true,
  passed: true,
  connection: { id: "conn_1", name: "Okta", protocol: "saml", providerName: "Okta" },
  configurationId: "conf_1",
  version: 2,
  checks: [
    { name: "audience", passed: true, received: "https://sp.example", expected: "https://sp.example" },
    { name: "email", passed: true, received: "ann@acme.example", expected: null },
  ],
  refusal: null,
  hint: null,
  attributes: { email: ["ann@acme.example"], groups: ["staff"] },
  subject: "ann@acme.example",
  subjectFormat: null,
  issuer: "https://idp.example",
  email: "ann@acme.example",
  outlook: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  finishedAt: "2026-01-01T00:01:00.000Z",
  ...change,
});

test("the text for support names checks and attributes, and no person", () => {
  const text = supportText(aResult());
  expect(text).toContain("ok   It is meant for this application: https://sp.example");
  expect(text).toContain("Attributes received: email, groups");
  expect(text).not.toContain("ann@");
  expect(text).not.toContain("staff");
});

test("the text for support includes the refusal", () => {
  const refusal = {
    code: "audience_wrong",
    check: "audience",
    received: "x",
    expected: "y",
    cause: "The audience is another one.",
    fix: "Correct it.",
    fixedBy: "identity_provider" as const,
  };
  expect(supportText(aResult({ passed: false, status: "failed", refusal }))).toContain(
    "Refused: audience_wrong (check audience)\nReceived: x\nExpected: y\nCause: The audience is another one.",
  );
});

const anOutlook = {
  outcome: "admit" as const,
  isNew: true,
  role: "reader" as const,
  teams: [],
  refusal: null,
};

test("says what the person would get", () => {
  expect(outlookSentences(anOutlook)).toEqual(["A new membership in this space as Reader."]);
  expect(outlookSentences({ ...anOutlook, isNew: false, teams: ["Sales", "North"] })).toEqual([
    "Access as Reader, in the teams Sales, North, as an existing person of this space.",
  ]);
  expect(outlookSentences({ ...anOutlook, outcome: "pending" })[0]).toContain("approves: Reader.");
});

test("explains why the person would get nothing even if the test passed", () => {
  const refusal = { cause: "No licence is free.", fix: "Ask for more seats." };
  expect(outlookSentences({ ...anOutlook, outcome: "refuse", role: null, refusal })).toEqual([
    "No access. The connection works, but this person would be refused.",
    "No licence is free.",
    "Ask for more seats.",
  ]);
});

test("says that sign-ins work only if the person of the test would be admitted", () => {
  const said = (outcome: "admit" | "pending" | "refuse" | null) => {
    const result = aResult({ outlook: outcome && { ...anOutlook, outcome } });
    return { sentence: passedSentence(result, "Version 2 of Okta"), refuses: refusesPerson(result) };
  };
  const accepted = "Version 2 of Okta works: the provider's answer was accepted.";
  expect(said("admit")).toEqual({
    sentence: "Version 2 of Okta signs people in as it should.",
    refuses: false,
  });
  expect(said("refuse")).toEqual({
    sentence: `${accepted} But this person would not get in; see below why, and what to do.`,
    refuses: true,
  });
  expect(said("pending").sentence).toContain("would have to be approved");
  // An outside administrator is not shown what the space has about the person.
  expect(said(null)).toEqual({ sentence: accepted, refuses: false });
});
