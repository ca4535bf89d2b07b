import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createDirectoryCredential,
  revokeDirectoryCredential,
} from "@/lib/features/directories/directory-credentials";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import { auditedActions } from "@/lib/features/testing/context-as";
import { makeHttpServer } from "@/lib/server/http/http-server";
import { anApplication, openProviderLab, type ProviderLab } from "../provider/testing/provider-lab";
import { scimServer } from "./scim-server";
import { aCustomer, type Customer, resultOf } from "./testing/scim-lab";

let lab: ProviderLab;
/** The same installation's addresses for directories. */
let origin: string;
let closeScim: () => Promise<unknown>;
let acme: Customer;
let made = 0;
const customer = (domain: string) => aCustomer({ deps: lab.deps, origin }, { domain });
beforeAll(async () => {
  lab = await openProviderLab();
  const directories = scimServer(lab.deps);
  const http = makeHttpServer({ appUrl: lab.appUrl, onError: () => "err_test" }, (request, response) => {
    if (!directories(request, response)) response.writeHead(404).end("next");
  });
  await http.listen(0, "127.0.0.1");
  origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  closeScim = () => http.close(0);
});
beforeEach(async () => {
  made += 1;
  acme = await customer(`client${made}.example`);
});
afterAll(async () => {
  await closeScim();
  await lab.close();
});

const secretOf = async ({ ctx, directory }: Customer, expiresAt: Date | null = null) =>
  resultOf(await createDirectoryCredential(lab.deps, ctx, directory.id, { kind: "secret", expiresAt }));

async function token(fields: Record<string, string> | string[][], headers: Record<string, string> = {}) {
  const response = await fetch(`${lab.appUrl}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
const grant = { grant_type: "client_credentials", scope: "scim" };
const post = (secret: string, rest: Record<string, string> = {}) =>
  token({ ...grant, client_id: acme.directory.id, client_secret: secret, ...rest });
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});
const users = (bearer: unknown, base = acme.base) =>
  fetch(`${base}/Users`, { headers: { authorization: `Bearer ${String(bearer)}` } });

describe("a directory's client", () => {
  test("buys an access token by header or body, which opens its directory for an hour", async () => {
    const { token: secret } = await secretOf(acme);
    const byBody = await post(secret);
    expect(byBody).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", expires_in: 3600, scope: "scim" },
    });
    expect(byBody.headers.get("cache-control")).toBe("no-store");
    const byHeader = await token(grant, basic(acme.directory.id, secret));
    expect(byHeader.status).toBe(200);
    // The scope may be left out: there is only one.
    expect((await token({ grant_type: grant.grant_type }, basic(acme.directory.id, secret))).status).toBe(
      200,
    );
    for (const { body } of [byBody, byHeader]) expect((await users(body.access_token)).status).toBe(200);
    lab.forward(3_601);
    const expired = await users(byBody.body.access_token);
    expect(expired.status).toBe(401);
    expect(await expired.text()).toContain("Get a new one at /oauth/token.");
  });

  test("is told one thing about everything that is wrong with it", async () => {
    const { token: secret, id } = await secretOf(acme);
    const other = await customer(`other${made}.example`);
    const theirs = await secretOf(other);
    const answers = [
      await post(`ghc_${"x".repeat(43)}`),
      await post(theirs.token),
      await post(acme.token),
      await token({ ...grant, client_id: acme.directory.id }),
      await token({ ...grant, client_id: "dir_nobody", client_secret: secret }),
    ];
    resultOf(
      await revokeDirectoryCredential(lab.deps, acme.ctx, {
        directoryId: acme.directory.id,
        credentialId: id,
        kind: "secret",
      }),
    );
    answers.push(await post(secret));
    const short = await secretOf(acme, new Date(lab.deps.now().getTime() + 60_000));
    expect((await post(short.token)).status).toBe(200);
    lab.forward(61);
    answers.push(await post(short.token));
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({
        status: 401,
        body: {
          error: "invalid_client",
          error_description: "This client is not known, or its secret is wrong, expired or revoked.",
        },
      });
    const byHeader = await token(grant, basic(acme.directory.id, "wrong"));
    expect(byHeader.headers.get("www-authenticate")).toBe('Basic realm="SCIM"');
  });

  test("keeps two secrets while one is exchanged, and no third", async () => {
    const [first, second] = [await secretOf(acme), await secretOf(acme)];
    for (const { token: secret } of [first, second]) expect((await post(secret)).status).toBe(200);
    const third = await createDirectoryCredential(lab.deps, acme.ctx, acme.directory.id, {
      kind: "secret",
      expiresAt: null,
    });
    expect(third).toMatchObject({ ok: false, problem: { code: "too_many_directory_secrets" } });
    // Tokens are counted apart.
    const another = { kind: "token", expiresAt: null } as const;
    resultOf(await createDirectoryCredential(lab.deps, acme.ctx, acme.directory.id, another));
  });

  test("loses its access tokens with the secret, and all with the directory", async () => {
    const [first, second] = [await secretOf(acme), await secretOf(acme)];
    const ofFirst = (await post(first.token)).body.access_token;
    const ofSecond = (await post(second.token)).body.access_token;
    const input = { directoryId: acme.directory.id, credentialId: first.id, kind: "secret" } as const;
    // By the id of a secret, no token is revoked, and the other way round.
    expect(await revokeDirectoryCredential(lab.deps, acme.ctx, { ...input, kind: "token" })).toMatchObject({
      problem: { code: "token_not_found" },
    });
    resultOf(await revokeDirectoryCredential(lab.deps, acme.ctx, input));
    expect(await revokeDirectoryCredential(lab.deps, acme.ctx, input)).toMatchObject({
      problem: { code: "client_secret_not_found" },
    });
    expect((await users(ofFirst)).status).toBe(401);
    expect((await users(ofSecond)).status).toBe(200);
    const actions = await auditedActions(lab.deps, acme.space.id);
    expect(actions).toEqual(expect.arrayContaining(["directory.secret_created", "directory.secret_revoked"]));
    resultOf(await removeDirectory(lab.deps, acme.ctx, acme.directory.id, "keep"));
    expect((await users(ofSecond)).status).toBe(401);
    expect((await post(second.token)).status).toBe(401);
  });

  test("opens nothing else", async () => {
    const { token: secret } = await secretOf(acme);
    const { body } = await post(secret);
    const other = await customer(`foreign${made}.example`);
    expect((await users(body.access_token, other.base)).status).toBe(401);
    // The secret itself is no token, and a token buys nothing.
    expect((await users(secret)).status).toBe(401);
    expect((await post(String(body.access_token))).status).toBe(401);
    const bearer = { authorization: `Bearer ${String(body.access_token)}` };
    expect((await fetch(`${lab.appUrl}/oauth/userinfo`, { headers: bearer })).status).toBe(401);
    for (const path of ["introspect", "revoke"]) {
      const fields = { token: acme.token, client_id: acme.directory.id, client_secret: secret };
      const answer = await fetch(`${lab.appUrl}/oauth/${path}`, {
        method: "POST",
        body: new URLSearchParams(fields),
      });
      expect(answer.status).toBe(401);
    }
    expect((await users(acme.token)).status).toBe(200);
    for (const grant_type of ["authorization_code", "refresh_token", "password"])
      expect((await post(secret, { grant_type, code: "x" })).body.error).toMatch(
        /invalid_client|unsupported/,
      );
  });

  test("asks for its scope only, once, and by one method", async () => {
    const { token: secret } = await secretOf(acme);
    for (const scope of ["openid", "scim openid", "attributes"])
      expect(await post(secret, { scope })).toMatchObject({ status: 400, body: { error: "invalid_scope" } });
    const client = [
      ["client_id", acme.directory.id],
      ["client_secret", secret],
    ];
    const twice = [...client, ["grant_type", "client_credentials"], ["scope", "scim"], ["scope", "scim"]];
    expect(await token(twice)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    const both = await token({ ...grant, client_secret: secret }, basic(acme.directory.id, secret));
    expect(both).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test("is limited, by directory and by address", async () => {
    const { token: secret } = await secretOf(acme);
    for (let n = 0; n < 60; n += 1) await lab.deps.rateLimits.spend("grants_by_directory", acme.directory.id);
    const limited = await post(secret);
    expect(limited).toMatchObject({ status: 429, body: { error: "slow_down" } });
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    const other = await customer(`calm${made}.example`);
    const theirs = await secretOf(other);
    expect(
      (await token({ ...grant, client_id: other.directory.id, client_secret: theirs.token })).status,
    ).toBe(200);
  });
});

describe("an application's client", () => {
  test("gets no access token for itself, and no scope of directories", async () => {
    const app = await anApplication(lab);
    const answer = await token({ ...grant, client_id: app.id, client_secret: app.clientSecret ?? "" });
    expect(answer.body.error).toMatch(/unsupported_grant_type|unauthorized_client/);
    // What the provider says to a request that is its own is unchanged by the look at it.
    const code = { grant_type: "authorization_code", code: "x", redirect_uri: "https://app.example/cb" };
    expect((await token(code, basic(app.id, app.clientSecret ?? ""))).body.error).toBe("invalid_grant");
    expect((await token(code, basic(app.id, "wrong"))).body.error).toBe("invalid_client");
    expect((await token("nothing=at+all" as never)).status).toBe(400);
  });
});
