import { expect, test } from "vitest";
import { redirectUriProblem } from "./redirect-uri";

test.each([
  "https://app.example.com/callback",
  "https://app.example.com:8443/callback?tenant=1",
  "http://localhost:4000/callback",
  "http://127.0.0.1:4000/callback",
  "http://[::1]:4000/callback",
])("accepts %s", (uri) => {
  expect(redirectUriProblem(uri)).toBeNull();
});

test.each([
  ["", "malformed"],
  ["app.example.com/callback", "malformed"],
  ["/callback", "malformed"],
  ["https:///callback", "malformed"],
  ["javascript:alert(1)", "malformed"],
  ["com.example.app:/callback", "malformed"],
  ["https://app.example.com/call back", "malformed"],
  ["https://app.example.com\\@evil.example/", "malformed"],
  ["https://app.example.com/\ncallback", "malformed"],
  ["http://app.example.com/callback", "not_https"],
  ["http://localhost.evil.example/callback", "not_https"],
  ["https://app.example.com/callback#part", "has_fragment"],
  ["https://app.example.com/callback#", "has_fragment"],
  ["https://user:secret@app.example.com/callback", "has_credentials"],
  ["https://@app.example.com/callback", "has_credentials"],
  ["https://*.example.com/callback", "has_wildcard"],
  [`https://app.example.com/${"a".repeat(2_000)}`, "too_long"],
])("refuses %j as %s", (uri, problem) => {
  expect(redirectUriProblem(uri)).toBe(problem);
});
