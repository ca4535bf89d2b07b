import { expect, test } from "vitest";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { consequencesOf, disableSentences, impactSentences } from "./impact-words";

const sentences = (...args: Parameters<typeof consequencesOf>) =>
  consequencesOf(...args).map(({ text }) => text);
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
  expect(sentences({ ...okta, step: "activate" }, numbers())).toEqual([
    "People see “Continue with Okta” on the sign-in page.",
    "You are signed out and asked to sign in again.",
    "214 people keep their sessions until they expire.",
    "3 personal tokens and 2 integration tokens stop working and must be created again.",
  ]);
});

test("only what somebody loses counts as harm", () => {
  const harms = (change: Partial<ImpactNumbers>, sessions: "keep" | "end" = "keep") =>
    impactSentences({ ...okta, step: "activate" }, numbers(change), { sessions, tokens: "keep" })
      .consequences;
  expect(harms({ personalTokens: 0, integrationTokens: 0 })).toEqual([]);
  expect(harms({})).toEqual([
    "3 personal tokens and 2 integration tokens stop working and must be created again.",
  ]);
  expect(harms({ personalTokens: 0, integrationTokens: 0 }, "end")).toEqual([
    "214 people are signed out immediately.",
  ]);
});

test("the choice changes what happens to the others", () => {
  expect(sentences({ ...okta, step: "activate" }, numbers(), { sessions: "end", tokens: "keep" })).toContain(
    "214 people are signed out immediately.",
  );
});

test("tokens stay while another connection is active, unless the administrator chooses to end them", () => {
  const beside = numbers({ activeConnectionIds: ["conn_entra"] });
  const stop = "3 personal tokens and 2 integration tokens stop working and must be created again.";
  for (const step of ["activate", "remove"] as const) {
    expect(sentences({ ...okta, step }, beside)).toContain(
      "3 personal tokens and 2 integration tokens go on working.",
    );
    expect(sentences({ ...okta, step }, beside, { sessions: "keep", tokens: "end" })).toContain(stop);
    // The connection itself does not count as another one.
    const alone = numbers({ activeConnectionIds: ["conn_okta"] });
    expect(sentences({ ...okta, step }, alone)).toContain(stop);
  }
});

test("handles one and none grammatically", () => {
  const one = numbers({ personalTokens: 1, integrationTokens: 0, otherPeople: 1, otherSessions: 1 });
  expect(sentences({ ...okta, step: "activate" }, one)).toEqual([
    "People see “Continue with Okta” on the sign-in page.",
    "You are signed out and asked to sign in again.",
    "1 person keeps their session until it expires.",
    "1 personal token stops working and must be created again.",
  ]);
  const none = numbers({ personalTokens: 0, integrationTokens: 0, otherPeople: 0, otherSessions: 0 });
  expect(sentences({ ...okta, step: "activate" }, none, { sessions: "end", tokens: "keep" })).toEqual([
    "People see “Continue with Okta” on the sign-in page.",
    "You are signed out and asked to sign in again.",
    "Nobody else is signed in at the moment.",
    "No token is in use, so none stops working.",
  ]);
});

test("removal names people without a password", () => {
  expect(sentences({ ...okta, step: "remove" }, numbers({ withoutPassword: 1 })).at(-1)).toBe(
    "1 person has no other way to sign in and no password, and gets an email that explains how to create one.",
  );
  expect(sentences({ ...okta, step: "remove" }, numbers({ onlyWayInOf: ["Beta"] })).at(-1)).toBe(
    "Beta also uses it to sign in and has no other active connection, so its people lose single sign-on.",
  );
});

test("a new version next to a live one, and a discarded draft, end nothing", () => {
  for (const step of ["replace", "discard"] as const)
    expect(sentences({ ...okta, step }, numbers())).toContain(
      "No session or token ends, and you stay signed in.",
    );
});

const disabling = {
  name: "Okta",
  people: 214,
  signIns: 2_980,
  others: [],
  onlyItAdministrators: false,
  withPassword: 12,
  lockedOut: 0,
};

test("disabling says who uses the connection, and who can still get in and how", () => {
  expect(disableSentences(disabling)).toEqual({
    effects: [
      "214 people have signed in through Okta, with 2,980 sign-ins in the last 30 days.",
      "12 people can sign in with a password.",
      "Nobody is signed out. Settings, sessions and tokens are kept.",
    ],
    consequences: [],
  });
  const { effects } = disableSentences({ ...disabling, others: ["Entra ID", "Google", "Keycloak"] });
  expect(effects).toContain("They can still use Entra ID, Google or 1 other connection.");
});

test("disabling the last active connection names the people it locks out", () => {
  const { effects, consequences } = disableSentences({
    ...disabling,
    onlyItAdministrators: true,
    withPassword: 1,
    lockedOut: 213,
  });
  expect(effects).toContain("With a password only 1 IT administrator can sign in.");
  expect(consequences).toEqual(["213 people cannot sign in at all until you enable it again."]);
});
