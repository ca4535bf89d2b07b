import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRehearsal, type Rehearsal, redirectUri, toolSettings } from "./testing/rehearsal";

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal();
});
afterAll(() => rehearsal.tool.close());

const verifier = "v".repeat(43);
const begin = (change = {}) => {
  const settings = toolSettings(rehearsal.tool, change);
  const started = rehearsal.client.begin({ settings, redirectUri, state: "st", codeVerifier: verifier });
  if (started.outcome !== "ready") throw new Error(started.refusal.code);
  return new URL(started.url).searchParams;
};
const identityOf = async (...input: Parameters<Rehearsal["signIn"]>) => {
  const { result } = await rehearsal.signIn(...input);
  if (result.outcome !== "accepted") throw new Error(result.refusal.code);
  return result.identity;
};
const codeOf = async (...input: Parameters<Rehearsal["signIn"]>) => {
  const { result } = await rehearsal.signIn(...input);
  return result.outcome === "refused" ? result.refusal.code : "accepted";
};

describe("beginning", () => {
  test("requests a code with state and the S256 challenge of the verifier", () => {
    expect(Object.fromEntries(begin())).toEqual({
      response_type: "code",
      client_id: "lab",
      redirect_uri: redirectUri,
      scope: "profile contacts.read",
      state: "st",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
  });

  test("separates scopes by commas if the tool wants that, and sends the tool's own parameters", () => {
    const sent = begin({ scopeSeparator: ",", extraParameters: { access_type: "offline" } });
    expect(sent.get("scope")).toBe("profile,contacts.read");
    expect(sent.get("access_type")).toBe("offline");
  });

  test("lets no parameter of the tool replace one of ours", () => {
    const sent = begin({
      authorizationUrl: `${rehearsal.tool.url}/authorize?state=fixed&redirect_uri=https://evil.example`,
      extraParameters: { state: "fixed", client_id: "another", code_challenge_method: "plain" },
    });
    expect(sent.getAll("state")).toEqual(["st"]);
    expect(sent.getAll("redirect_uri")).toEqual([redirectUri]);
    expect(sent.get("client_id")).toBe("lab");
    expect(sent.get("code_challenge_method")).toBe("S256");
  });

  test.each(["http://tool.example/a", "https://127.0.0.1/a", "https://10.0.0.8/a", "nonsense"])(
    "redirects nobody to %s",
    (authorizationUrl) => {
      const settings = toolSettings(rehearsal.tool, { authorizationUrl });
      const started = rehearsal.client.begin({ settings, redirectUri, state: "st", codeVerifier: verifier });
      expect(started).toMatchObject({ outcome: "refused", refusal: { code: "tool_address_not_allowed" } });
    },
  );
});

describe("the person", () => {
  test("is named by the tool's own API, in plain values", async () => {
    expect(await identityOf()).toMatchObject({
      protocol: "oauth2",
      issuer: rehearsal.tool.url,
      subject: "ada-moreno",
      emailVerified: true,
      attributes: {
        email: ["ada.moreno@acme.example"],
        firstName: ["Ada"],
        lastName: ["Moreno"],
        groups: ["Gatehouse Admins", "Everyone"],
      },
    });
  });

  test("has no second address that could be mapped as the verified one", async () => {
    expect((await identityOf()).attributes).not.toHaveProperty("backup_email");
    const without = await identityOf({ quirk: "missing_email" });
    expect(JSON.stringify(without.attributes)).not.toContain("@");
  });

  test.each([
    ["nothing_said", null],
    ["unverified_email", false],
  ] as const)("has an address: %s", async (quirk, verified) => {
    expect((await identityOf({ quirk })).emailVerified).toBe(verified);
  });

  test("has the main address of the tool's list, checked or not", async () => {
    const settings = { emailsUrl: `${rehearsal.tool.url}/me/emails` };
    expect(await identityOf({ settings })).toMatchObject({
      emailVerified: true,
      attributes: { email: ["ada.moreno@acme.example"] },
    });
    expect((await identityOf({ settings, quirk: "unverified_email" })).emailVerified).toBe(false);
    expect(await codeOf({ settings, quirk: "two_emails" })).toBe("tool_email_ambiguous");
  });

  test("may be described by introspection", async () => {
    const settings = {
      identityUrl: `${rehearsal.tool.url}/introspect`,
      identityRequest: "introspection",
      subjectPath: "user_id",
      emailPath: "user",
      emailVerifiedPath: null,
      account: { url: null, path: "hub_id", value: "4711" },
    } as const;
    expect(await identityOf({ settings })).toMatchObject({ subject: "ada-moreno", emailVerified: null });
    expect(await codeOf({ settings, quirk: "other_account" })).toBe("tool_account_mismatch");
  });

  test("must belong to the account, in whichever place the tool states it", async () => {
    const account = { url: `${rehearsal.tool.url}/me/accounts`, path: "[].login", value: "4711" };
    expect(await codeOf({ settings: { account } })).toBe("accepted");
    expect(await codeOf({ settings: { account }, quirk: "other_account" })).toBe("tool_account_mismatch");
    expect(await codeOf({ settings: { account: null }, quirk: "other_account" })).toBe("accepted");
  });
});

describe("the answer in the browser", () => {
  test.each([
    ["without state", (back: URLSearchParams) => back.delete("state"), "tool_state_missing"],
    ["with another state", (back: URLSearchParams) => back.set("state", "other"), "tool_state_mismatch"],
    [
      "with two states",
      (back: URLSearchParams) => back.append("state", "x"),
      "tool_answer_parameter_repeated",
    ],
    ["with an invented code", (back: URLSearchParams) => back.set("code", "invented"), "tool_code_rejected"],
    ["with an empty code", (back: URLSearchParams) => back.set("code", ""), "tool_code_missing"],
    ["with an error beside the code", (back: URLSearchParams) => back.set("error", "odd"), "tool_error"],
    [
      "with an error by the name of a property",
      (back: URLSearchParams) => back.set("error", "constructor"),
      "tool_error",
    ],
  ])("%s", async (_, tamper, code) => {
    expect(await codeOf({ tamper })).toBe(code);
  });

  test("is useless without the verifier of this sign-in", async () => {
    expect(await codeOf({ expected: { codeVerifier: "w".repeat(43) } })).toBe("tool_code_rejected");
  });

  test("shows an error without hidden characters, markup as text", async () => {
    const { result } = await rehearsal.signIn({ quirk: "error_with_markup" });
    const received = result.outcome === "refused" ? result.refusal.received : null;
    expect(received).toBe("consent_lost: <img src=x onerror=alert(1)>\ufffd the consent was lost");
  });

  test("trades a code once", async () => {
    let kept = "";
    await rehearsal.signIn({
      tamper: (back) => {
        kept = back.get("code") ?? "";
      },
    });
    expect(await codeOf({ tamper: (back) => back.set("code", kept) })).toBe("tool_code_rejected");
  });
});

describe("the client", () => {
  test.each(["client_secret_basic", "client_secret_post"] as const)(
    "sends a secret with special characters by %s",
    async (tokenEndpointAuthMethod) => {
      expect(await codeOf({ settings: { tokenEndpointAuthMethod } })).toBe("accepted");
    },
  );

  test("learns that its secret is wrong", async () => {
    expect(await codeOf({ settings: { clientSecret: "wrong" } })).toBe("tool_client_rejected");
  });

  test.each(["tokenUrl", "identityUrl", "emailsUrl"] as const)(
    "calls no private address as its %s",
    async (field) => {
      expect(await codeOf({ settings: { [field]: "https://127.0.0.1:9/x" } })).toBe(
        "tool_address_not_allowed",
      );
    },
  );

  test("sends neither code nor token to the target of a redirect", async () => {
    const before = rehearsal.tool.requests.length;
    await rehearsal.signIn({ quirk: "token_redirects" });
    await rehearsal.signIn({ quirk: "identity_redirects" });
    expect(rehearsal.tool.requests.slice(before).filter((one) => one.endsWith("/elsewhere"))).toEqual([]);
  });
});

describe("stored tokens", () => {
  test("come with their scopes, in any notation, and their expiry", async () => {
    const { tokens } = await rehearsal.signIn({ quirk: "scopes_by_comma" });
    expect(tokens?.scopes).toEqual(["profile", "contacts.read"]);
    expect(tokens?.refreshToken).toMatch(/^rt_/);
    expect(tokens?.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 1_700_000);
  });

  test("are refreshed, and a rotated refresh token replaces the old one", async () => {
    const settings = toolSettings(rehearsal.tool);
    const { tokens } = await rehearsal.signIn({ quirk: "refresh_rotation" });
    const first = tokens?.refreshToken ?? "";
    const fresh = await rehearsal.client.refresh(settings, first, new Date());
    if (fresh.outcome !== "refreshed") throw new Error(fresh.outcome);
    expect(fresh.tokens.refreshToken).not.toBe(first);
    expect(await rehearsal.client.refresh(settings, first, new Date())).toEqual({ outcome: "ended" });
  });

  test("are reported as ended if the person revoked them, and as unreachable if the tool is", async () => {
    const settings = toolSettings(rehearsal.tool);
    const { tokens } = await rehearsal.signIn({ person: "ben-okafor" });
    rehearsal.tool.endGrantsOf("ben-okafor");
    expect(await rehearsal.client.refresh(settings, tokens?.refreshToken ?? "", new Date())).toEqual({
      outcome: "ended",
    });
    const away = { ...settings, tokenUrl: "https://nowhere.invalid/token" };
    expect(await rehearsal.client.refresh(away, "rt", new Date())).toMatchObject({
      outcome: "refused",
      refusal: { code: "tool_not_found" },
    });
  });

  test("are revoked at the tool", async () => {
    const { tokens } = await rehearsal.signIn({});
    const token = tokens?.refreshToken ?? "";
    expect(await rehearsal.client.revoke(toolSettings(rehearsal.tool), token)).toBe(true);
    expect(rehearsal.tool.isLive(token)).toBe(false);
    expect(await rehearsal.client.revoke(toolSettings(rehearsal.tool, { revocationUrl: null }), token)).toBe(
      false,
    );
  });
});
