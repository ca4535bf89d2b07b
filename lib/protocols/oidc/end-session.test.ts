import { describe, expect, test } from "vitest";
import type { EndSessionInput, ProviderMetadata } from "@/lib/ports/oidc";
import { endSessionAddress } from "./end-session";

const token = (claims: Record<string, unknown>) =>
  `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
const idToken = token({ iss: "https://id.example", aud: "app" });
const input: EndSessionInput = {
  settings: {
    connectionId: "conn_1",
    issuer: "https://id.example",
    clientId: "app",
    clientSecret: "s",
    scopes: [],
  },
  idToken,
  returnTo: "https://gate.example/logout",
  state: "the-state",
};
const address = (endSessionEndpoint: string | null, change: Partial<EndSessionInput> = {}) => {
  const provider = { endSessionEndpoint } as ProviderMetadata;
  const url = endSessionAddress(provider, { ...input, ...change });
  return url === null ? null : new URL(url).searchParams;
};

describe("the address that ends the provider's session", () => {
  test("names session, client, return address and state", () => {
    expect(Object.fromEntries(address("https://id.example/end") ?? [])).toEqual({
      id_token_hint: idToken,
      client_id: "app",
      post_logout_redirect_uri: "https://gate.example/logout",
      state: "the-state",
    });
  });

  test("keeps the endpoint's own query, and each of ours occurs once", () => {
    const parameters = address("https://id.example/end?p=B2C_1&state=theirs");
    expect([parameters?.get("p"), parameters?.getAll("state")]).toEqual(["B2C_1", ["the-state"]]);
  });

  test("is absent if the provider has no such endpoint", () => {
    expect(address(null)).toBeNull();
  });

  test.each([
    ["of another issuer", token({ iss: "https://other.example", aud: "app" })],
    ["for another client", token({ iss: "https://id.example", aud: ["another"] })],
    ["that is none", "nothing"],
  ])("does not show the provider an ID token %s", (_name, other) => {
    expect(address("https://id.example/end", { idToken: other })?.has("id_token_hint")).toBe(false);
  });

  test("works without an ID token if none was stored, and accepts one for several clients", () => {
    expect(address("https://id.example/end", { idToken: null })?.has("id_token_hint")).toBe(false);
    const many = token({ iss: "https://id.example", aud: ["app", "another"] });
    expect(address("https://id.example/end", { idToken: many })?.get("id_token_hint")).toBe(many);
  });
});
