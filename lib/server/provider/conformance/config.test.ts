import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openProviderLab, type ProviderLab } from "../testing/provider-lab";

let lab: ProviderLab;
beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());

const read = async () => {
  const response = await fetch(`${lab.appUrl}/.well-known/openid-configuration`);
  return { response, document: (await response.json()) as Record<string, unknown> };
};

describe("oidcc-config-certification-test-plan", () => {
  test("oidcc-discovery-endpoint-verification", async () => {
    const { response, document } = await read();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(document).toMatchObject({
      issuer: lab.appUrl,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      claims_parameter_supported: false,
      request_uri_parameter_supported: false,
    });
    expect(document.response_modes_supported).toEqual(expect.arrayContaining(["query", "form_post"]));
    expect(document.scopes_supported).toEqual(
      expect.arrayContaining(["openid", "offline_access", "organization", "groups", "attributes"]),
    );
    expect(document.claims_supported).toEqual(
      expect.arrayContaining(["sub", "sid", "auth_time", "amr", "acr", "session_expiry", "org_id", "role"]),
    );
    expect(document.id_token_signing_alg_values_supported).toContain("RS256");
    for (const name of Object.keys(document).filter((key) => key.endsWith("_endpoint") || key === "jwks_uri"))
      expect(String(document[name])).toMatch(new RegExp(`^${lab.appUrl}/oauth/`));
    // What an operator has to register nobody registers over the network.
    expect(document).not.toHaveProperty("registration_endpoint");
    const keys = (await (await fetch(String(document.jwks_uri))).json()).keys as Record<string, string>[];
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatchObject({ use: "sig", kid: expect.any(String) });
  });
});

test("oidcc-rp-initiated-logout-discovery-endpoint-verification, oidcc-backchannel-logout-discovery-endpoint-verification", async () => {
  const { document } = await read();
  expect(document).toMatchObject({
    end_session_endpoint: `${lab.appUrl}/oauth/end-session`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  });
});
