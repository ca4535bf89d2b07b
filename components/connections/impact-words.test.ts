import { expect, test } from "vitest";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { emergencyAccessSentences, impactSentences } from "./impact-words";

const numbers = (change: Partial<ImpactNumbers> = {}): ImpactNumbers => ({
  personalTokens: 3,
  integrationTokens: 2,
  otherPeople: 214,
  otherSessions: 230,
  activeConnectionIds: [],
  withoutPassword: 40,
  ...change,
});
const okta = { connectionId: "conn_okta", name: "Okta", version: 4, liveVersion: 3 };

test("activation names tokens, one's own session and everybody else's", () => {
  expect(impactSentences({ ...okta, step: "activate" }, numbers())).toEqual([
    "3 personal tokens and 2 integration tokens stop working and must be created again.",
    "You are signed out and asked to sign in again.",
    "214 people keep their sessions until they expire.",
  ]);
});

test("the choice changes what happens to the others", () => {
  expect(
    impactSentences({ ...okta, step: "activate" }, numbers(), { sessions: "end", tokens: "keep" }),
  ).toContain("214 people are signed out immediately.");
});

test("tokens stay while another connection is active, unless the administrator chooses to end them", () => {
  const beside = numbers({ activeConnectionIds: ["conn_entra"] });
  const stop = "3 personal tokens and 2 integration tokens stop working and must be created again.";
  for (const step of ["activate", "remove"] as const) {
    expect(impactSentences({ ...okta, step }, beside)).toContain(
      "3 personal tokens and 2 integration tokens go on working.",
    );
    expect(impactSentences({ ...okta, step }, beside, { sessions: "keep", tokens: "end" })).toContain(stop);
    // The connection itself does not count as another one.
    const alone = numbers({ activeConnectionIds: ["conn_okta"] });
    expect(impactSentences({ ...okta, step }, alone)).toContain(stop);
  }
});

test("handles one and none grammatically", () => {
  const one = numbers({ personalTokens: 1, integrationTokens: 0, otherPeople: 1, otherSessions: 1 });
  expect(impactSentences({ ...okta, step: "activate" }, one)).toEqual([
    "1 personal token stops working and must be created again.",
    "You are signed out and asked to sign in again.",
    "1 person keeps their session until it expires.",
  ]);
  const none = numbers({ personalTokens: 0, integrationTokens: 0, otherPeople: 0, otherSessions: 0 });
  expect(impactSentences({ ...okta, step: "activate" }, none, { sessions: "end", tokens: "keep" })).toEqual([
    "No token is in use, so none stops working.",
    "You are signed out and asked to sign in again.",
    "Nobody else is signed in at the moment.",
  ]);
});

test("removal names people without a password", () => {
  expect(impactSentences({ ...okta, step: "remove" }, numbers({ withoutPassword: 1 })).at(-1)).toBe(
    "1 person has no other way to sign in and no password, and gets an email that explains how to create one.",
  );
  expect(impactSentences({ ...okta, step: "remove" }, numbers({ onlyWayInOf: ["Beta"] })).at(-1)).toBe(
    "Beta also uses it to sign in and has no other active connection, so its people lose single sign-on.",
  );
});

test("a new version next to a live one, and a discarded draft, end nothing", () => {
  for (const step of ["replace", "discard"] as const)
    expect(impactSentences({ ...okta, step }, numbers())).toContain(
      "No session or token ends, and you stay signed in.",
    );
});

test("disabling the last active connection names the people it locks out", () => {
  expect(emergencyAccessSentences("Okta", { itAdministrators: 1, otherPeople: 214 })).toContain(
    "214 people can no longer sign in. 1 IT administrator can sign in with a password.",
  );
});
