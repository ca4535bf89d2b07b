import { describe, expect, test } from "vitest";
import { checkInitiation } from "./initiation";

const issuer = "https://id.example/";
const appUrl = "https://sso.example";

function initiate(query: string) {
  const answer = checkInitiation({ issuer, parameters: new URLSearchParams(query), appUrl });
  return answer.outcome === "refused" ? answer.refusal.code : answer;
}
const iss = `iss=${encodeURIComponent(issuer)}`;

describe("third-party initiated login", () => {
  test("is accepted from the connection's issuer", () => {
    expect(initiate(iss)).toEqual({ outcome: "accepted", loginHint: null, target: null });
  });

  test("passes on a hint and a path of this site", () => {
    const query = `${iss}&login_hint=ada%40acme.example&target_link_uri=${encodeURIComponent(`${appUrl}/acme/reports?a=1#b`)}`;
    expect(initiate(query)).toEqual({
      outcome: "accepted",
      loginHint: "ada@acme.example",
      target: "/acme/reports?a=1#b",
    });
  });

  test("accepts a path as the target too", () => {
    expect(initiate(`${iss}&target_link_uri=%2Facme%2Freports%3Fa%3D1`)).toMatchObject({
      outcome: "accepted",
      target: "/acme/reports?a=1",
    });
  });

  test.each([
    ["", "initiation_issuer_missing"],
    ["iss=", "initiation_issuer_missing"],
    ["iss=https%3A%2F%2Fid.example", "initiation_issuer_mismatch"],
    ["iss=https%3A%2F%2Fevil.example%2F", "initiation_issuer_mismatch"],
    [`${iss}&${iss}`, "initiation_parameter_repeated"],
    [`${iss}&login_hint=a&login_hint=b`, "initiation_parameter_repeated"],
    [`${iss}&login_hint=${"a".repeat(321)}`, "initiation_hint_invalid"],
    [`${iss}&login_hint=a%0d%0ab`, "initiation_hint_invalid"],
  ])("%s: %s", (query, code) => {
    expect(initiate(query)).toBe(code);
  });

  test.each([
    "https://evil.example/acme",
    "https://sso.example.evil.example/",
    "https://sso.example@evil.example/",
    "https://user@sso.example/",
    "http://sso.example/acme",
    "https://sso.example:444/acme",
    "https://sso.example//evil.example",
    "https:\\\\evil.example",
    "https://sso.example/\\evil.example",
    "//evil.example",
    "/.//evil.example",
    "/\\evil.example",
    "acme",
    "javascript:alert(1)",
    "data:text/html,x",
    `https://sso.example/${"a".repeat(2_048)}`,
  ])("refuses the target %s", (target) => {
    expect(initiate(`${iss}&target_link_uri=${encodeURIComponent(target)}`)).toBe(
      "initiation_target_foreign",
    );
  });
});
