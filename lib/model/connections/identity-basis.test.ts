import { expect, test } from "vitest";
import { samlSettings } from "@/lib/db/testing/rows";
import type { OidcConfiguration } from "./fields/oidc";
import { basisChange, basisKey, identityBasis } from "./identity-basis";

const oidc: OidcConfiguration = {
  protocol: "oidc",
  issuer: "https://idp.example",
  clientId: "one",
  scopes: [],
  tokenEndpointAuthMethod: null,
  logoutUrl: null,
  loginFlow: "sp",
  forceReauthentication: false,
  discoveryUrl: null,
  extraParameters: {},
};

test("the issuer and the source of subjects decide who people are, and nothing else", () => {
  expect(basisChange(samlSettings, { ...samlSettings, loginUrl: "https://other.example/sso" })).toBeNull();
  expect(
    basisChange(samlSettings, { ...samlSettings, entityId: "other", nameIdFormat: "persistent" }),
  ).toEqual({
    changed: ["entity ID", "Name ID format"],
    mayBeDisproved: false,
  });
  expect(basisChange(oidc, { ...oidc, scopes: ["email"], loginFlow: "both" })).toBeNull();
  expect(basisChange(oidc, { ...oidc, issuer: "https://idp.example/" })).toEqual({
    changed: ["issuer"],
    mayBeDisproved: false,
  });
});

test("a test can disprove that a client ID changes subjects", () => {
  expect(basisChange(oidc, { ...oidc, clientId: "two" })).toEqual({
    changed: ["client ID"],
    mayBeDisproved: true,
  });
});

test("two bases never have the same text", () => {
  expect(basisKey({ issuer: 'a","b', naming: "c" })).not.toBe(basisKey({ issuer: "a", naming: 'b","c' }));
  expect(basisKey(identityBasis(oidc))).toBe('["https://idp.example","one"]');
});

test("a subject attribute identifies people whatever the Name ID's format", () => {
  const before = { ...samlSettings, subjectAttribute: "employeeId" };
  expect(basisChange(before, { ...before, nameIdFormat: "other" })).toBeNull();
  expect(basisChange(samlSettings, before)).toEqual({
    changed: ["subject attribute"],
    mayBeDisproved: false,
  });
  expect(identityBasis(samlSettings).naming).toBe(samlSettings.nameIdFormat);
});
