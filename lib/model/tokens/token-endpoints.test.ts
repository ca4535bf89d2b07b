import { expect, test } from "vitest";
import { stillServe, tokenEndpoints } from "./token-endpoints";

const at = (tokenUrl: string, revocationUrl: string | null = null) => ({ tokenUrl, revocationUrl });
const tool = at("https://tool.example/a/token", "https://tool.example/a/revoke");

test("tokens may be sent to the token and revocation addresses that issued them", () => {
  expect(tokenEndpoints(tool)).toEqual(["https://tool.example/a/token", "https://tool.example/a/revoke"]);
  expect(tokenEndpoints(at("https://tool.example/token"))).toEqual(["https://tool.example/token"]);
});

test.each([
  ["the same address", tool.tokenUrl, true],
  ["another host", "https://evil.example/a/token", false],
  // One host may serve many customers by path.
  ["another path of the same host", "https://tool.example/b/token", false],
])("%s: %s", (_, tokenUrl, expected) => {
  expect(stillServe(tokenEndpoints(tool), { tokenUrl })).toBe(expected);
});

test("tokens without a recorded origin may be sent nowhere", () => {
  expect(stillServe([], tool)).toBe(false);
});
