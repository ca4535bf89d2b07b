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

test("the issuer and what subjects are made by decide who people are, and nothing else", () => {
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

test("that a client ID changes subjects can be disproved by a test", () => {
  expect(basisChange(oidc, { ...oidc, clientId: "two" })).toEqual({
    changed: ["client ID"],
    mayBeDisproved: true,
  });
});

test("two bases are never one text", () => {
  expect(basisKey({ issuer: 'a","b', naming: "c" })).not.toBe(basisKey({ issuer: "a", naming: 'b","c' }));
  expect(basisKey(identityBasis(oidc))).toBe('["https://idp.example","one"]');
});

test("who is named by an attribute is so whatever the Name ID looks like", () => {
  const before = { ...samlSettings, subjectAttribute: "employeeId" };
  expect(basisChange(before, { ...before, nameIdFormat: "other" })).toBeNull();
  expect(basisChange(samlSettings, before)).toEqual({
    changed: ["subject attribute"],
    mayBeDisproved: false,
  });
  expect(identityBasis(samlSettings).naming).toBe(samlSettings.nameIdFormat);
});
