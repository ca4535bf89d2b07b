import { describe, expect, test } from "vitest";
import type { Captured } from "./client";
import { readTokenAnswer } from "./exchange";
import { OidcChecks } from "./step";

const answer = (status: number, body: unknown): Captured => ({
  failure: null,
  status,
  headers: new Headers({ "content-type": "application/json" }),
  text: JSON.stringify(body),
  receivedAt: new Date(),
});
const good = { access_token: "a", token_type: "Bearer", id_token: "x.y.z" };
const codeOf = (status: number, body: unknown) => {
  const step = readTokenAnswer(answer(status, body), "client", new OidcChecks());
  return step.ok ? null : step.refusal.code;
};

describe("a client that the provider refuses", () => {
  test.each([
    [400, "invalid_client", "client_authentication_failed"],
    [401, "invalid_client", "client_authentication_failed"],
    [403, "invalid_client", "client_authentication_failed"],
    [401, "unauthorized_client", "client_authentication_failed"],
    [400, "unauthorized_client", "client_not_authorized"],
    [403, "unauthorized_client", "client_not_authorized"],
  ])("with status %d and %s: %s", (status, error, code) => {
    expect(codeOf(status, { error })).toBe(code);
  });

  test("is distinguished from a code that it refuses", () => {
    expect(codeOf(400, { error: "invalid_grant" })).toBe("code_rejected");
  });
});

describe("tokens", () => {
  test("are accepted", () => expect(codeOf(200, good)).toBeNull());

  test.each([
    ["expires_in: null", { expires_in: null }],
    ["a lifetime in words", { expires_in: "soon" }],
    ["a list of scopes", { scope: ["openid", "email"] }],
    ["refresh_token: null", { refresh_token: null }],
  ])("are accepted with %s, which is not used", (_name, more) => {
    expect(codeOf(200, { ...good, ...more })).toBeNull();
  });

  test.each([
    ["without an access token", { access_token: undefined }, "token_answer_invalid"],
    ["of another type", { token_type: "mac" }, "token_answer_invalid"],
    ["without an ID token", { id_token: null }, "id_token_missing"],
  ])("are refused %s", (_name, change, code) => {
    expect(codeOf(200, { ...good, ...change })).toBe(code);
  });
});
