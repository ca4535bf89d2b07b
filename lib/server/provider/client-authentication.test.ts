import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rotateSecret } from "@/lib/features/applications/manage-applications";
import { rotateSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import { errorOf, outcome } from "./testing/outcomes";
import {
  anApplication,
  aRequest,
  configure,
  openProviderLab,
  operator,
  type ProviderLab,
  signInTo,
} from "./testing/provider-lab";
import { aScene, type ProviderScene } from "./testing/provider-scene";

let lab: ProviderLab;
let notes: ProviderScene["notes"];
let browser: ProviderScene["browser"];
let signedIn: ProviderScene["signedIn"];

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  ({ notes, browser, signedIn } = await aScene(lab));
});

describe("an application authenticates", () => {
  const attempt = async (authentication: client.ClientAuth, id = notes.id) => {
    const { back, checks } = await signInTo(browser, notes.config);
    return outcome(
      client.authorizationCodeGrant(await configure(lab.appUrl, id, authentication), back, checks),
    );
  };

  test("by its own secret, in a header or in the body", async () => {
    await signedIn();
    const secret = notes.clientSecret ?? "";
    const other = await anApplication(lab);
    expect(await attempt(client.ClientSecretBasic("wrong"))).toBe("invalid_client");
    expect(await attempt(client.ClientSecretBasic(other.clientSecret ?? ""))).toBe("invalid_client");
    expect(await attempt(client.ClientSecretPost("wrong"))).toBe("invalid_client");
    expect(await attempt(client.None())).toBe("invalid_client");
    expect(await attempt(client.ClientSecretBasic(secret))).toBe("granted");
    expect(await attempt(client.ClientSecretPost(secret))).toBe("granted");
  });

  test("by the previous secret, too, until it has expired", async () => {
    await signedIn();
    const rotated = await rotateSecret(lab.deps, operator, { id: notes.id, overlapHours: 1 });
    if (!rotated.ok) throw new Error(rotated.problem.code);
    expect(await attempt(client.ClientSecretBasic(notes.clientSecret ?? ""))).toBe("granted");
    expect(await attempt(client.ClientSecretBasic(rotated.value.clientSecret ?? ""))).toBe("granted");
    lab.forward(3_601);
    await signedIn();
    expect(await attempt(client.ClientSecretBasic(notes.clientSecret ?? ""))).toBe("invalid_client");
    expect(await attempt(client.ClientSecretBasic(rotated.value.clientSecret ?? ""))).toBe("granted");
  });

  test("by a signature of its own key, once, and for this provider", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ]);
    const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const jwks = { keys: [{ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, alg: "ES256" }] };
    const signer = await anApplication(lab, { tokenEndpointAuthMethod: "private_key_jwt", jwks });
    const config = await configure(lab.appUrl, signer.id, client.PrivateKeyJwt(pair.privateKey));
    await signedIn();
    const first = await signInTo(browser, config);
    expect(await outcome(client.authorizationCodeGrant(config, first.back, first.checks))).toBe("granted");
    const changed = async (change: (claims: Record<string, unknown>) => void) => {
      const { back, checks } = await signInTo(browser, config);
      const authentication = client.PrivateKeyJwt(pair.privateKey, {
        [client.modifyAssertion]: (_header, payload) => change(payload),
      });
      const other = await configure(lab.appUrl, signer.id, authentication);
      return outcome(client.authorizationCodeGrant(other, back, checks));
    };
    expect(await changed((claims) => (claims.aud = "https://evil.example"))).toBe("invalid_client");
    expect(await changed((claims) => (claims.jti = "again"))).toBe("granted");
    expect(await changed((claims) => (claims.jti = "again"))).toBe("invalid_client");
    const stranger = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ]);
    const forged = await configure(lab.appUrl, signer.id, client.PrivateKeyJwt(stranger.privateKey));
    const { back, checks } = await signInTo(browser, config);
    expect(await outcome(client.authorizationCodeGrant(forged, back, checks))).toBe("invalid_client");
  });

  test("by PKCE alone if it has no secret", async () => {
    const open = await anApplication(lab, { tokenEndpointAuthMethod: "none" });
    await signedIn();
    expect(await outcome((await signInTo(browser, open.config)).tokens())).toBe("granted");
  });
});

describe("a pushed request", () => {
  test("can be used to sign in, once", async () => {
    await signedIn();
    const { checks, url } = await aRequest(notes.config, { scope: "openid offline_access" });
    const pushed = await client.buildAuthorizationUrlWithPAR(notes.config, url.searchParams);
    const back = await browser.follow(pushed);
    if (!(back instanceof URL)) throw new Error(await back.text());
    const granted = await client.authorizationCodeGrant(notes.config, back, checks);
    expect(granted.refresh_token).toBeDefined();
    expect(errorOf(await browser.follow(pushed))).not.toBeNull();
  });
});

describe("keys", () => {
  test("are published before they sign, and signatures of the old ones stay valid", async () => {
    const es = await anApplication(lab, { idTokenSignedResponseAlg: "ES256" });
    await signedIn();
    const kid = async () => {
      const { id_token = "" } = await (await signInTo(browser, es.config)).tokens();
      return JSON.parse(Buffer.from(id_token.split(".")[0] ?? "", "base64url").toString()).kid as string;
    };
    const published = async () =>
      ((await (await fetch(`${lab.appUrl}/oauth/jwks`)).json()).keys as { kid: string }[]).map(
        (key) => key.kid,
      );
    const before = await kid();
    const made = await rotateSigningKeys({ ...lab.deps, signingKeyMaker }, operator);
    lab.forward(61);
    expect(await kid()).toBe(before);
    expect(await published()).toEqual(expect.arrayContaining([before, ...made]));
    lab.forward(3_600);
    await signedIn();
    expect(made).toContain(await kid());
    expect(await published()).toContain(before);
    lab.forward(15 * 86_400);
    await signedIn();
    await kid();
    expect(await published()).not.toContain(before);
  });
});
