import { afterAll, beforeAll, expect, test } from "vitest";
import type { TokenScope } from "@/lib/model/tokens/token";
import { aWorld, closeApi, integration, openApi, personal, send } from "@/lib/server/api/testing/api-world";

beforeAll(async () => void (await openApi()), 300_000);
afterAll(closeApi);

const format = "gatehouse-configuration/1";

async function ask(slug: string, token: string, path: string, body?: unknown) {
  const answer = await send(
    new Request(`https://sso.example/api/v1/spaces/${slug}/configuration${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: answer.status, json: await answer.json() };
}

test("directories of a file ask for the scopes that their own operations ask for", async () => {
  const world = await aWorld("filed");
  const { slug } = world.space;
  const ofScopes = (...scopes: TokenScope[]) => integration(world, scopes);
  const reads = await ofScopes("connections:read");
  const readsPeople = await ofScopes("connections:read", "people:read");
  const writes = await ofScopes("connections:write", "people:read");
  const writesPeople = await ofScopes("connections:write", "people:write");
  const refused = (expected: TokenScope) => ({ status: 403, json: { code: "scope_missing", expected } });

  const without = await ask(slug, reads, "");
  expect(without.json).not.toHaveProperty("directories");
  const { json: file } = await ask(slug, readsPeople, "");
  expect(file.directories).toEqual([{ name: "filed", provider: "okta", connection: expect.any(String) }]);

  const fresh = { configuration: { format, directories: [{ name: "Fresh" }] } };
  expect(await ask(slug, reads, "/plan", fresh)).toMatchObject(refused("people:read"));
  expect(await ask(slug, readsPeople, "/plan", fresh)).toMatchObject({ status: 200, json: { changes: 1 } });
  // What a token may not read it does not learn from an empty list either.
  const none = { configuration: { format, directories: [] } };
  expect(await ask(slug, reads, "/plan", none)).toMatchObject(refused("people:read"));
  const silent = await ask(slug, reads, "/plan", { configuration: { format } });
  expect(silent.json.steps.map(({ kind }: { kind: string }) => kind)).toEqual([
    "team",
    "domain",
    "connection",
  ]);

  expect(await ask(slug, writes, "/apply", fresh)).toMatchObject(refused("people:write"));
  expect(await ask(slug, writes, "/apply", { configuration: file })).toMatchObject(refused("people:write"));
  expect((await ask(slug, readsPeople, "")).json.directories).toEqual(file.directories);
  for (const outcome of ["done", "unchanged"])
    expect((await ask(slug, writesPeople, "/apply", fresh)).json.steps).toContainEqual(
      expect.objectContaining({ kind: "directory", name: "Fresh", outcome }),
    );
});

test("nobody of a lower role, and no token of another space, gets at directories by a file", async () => {
  const [ours, theirs] = [await aWorld("ours"), await aWorld("theirs")];
  const input = { configuration: { format, directories: [{ name: "Fresh" }] } };
  const [reader, stranger] = [await personal(ours.reader), await integration(theirs)];
  for (const path of ["", "/plan", "/apply"]) {
    const body = path === "" ? undefined : input;
    expect((await ask(ours.space.slug, reader, path, body)).status).toBe(403);
    expect((await ask(ours.space.slug, stranger, path, body)).status).toBe(404);
  }
  const admin = await personal(ours.admin);
  expect((await ask(ours.space.slug, admin, "")).json.directories).toHaveLength(1);
  expect(await ask(ours.space.slug, admin, "/apply", input)).toMatchObject({ json: { complete: true } });
});
