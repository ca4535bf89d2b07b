import { afterAll, beforeAll, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { peopleSorts } from "@/lib/schemas/user";
import { aWorld, closeApi, integration, openApi, send, type World } from "@/lib/server/api/testing/api-world";
import type { AppDependencies } from "@/lib/server/process/dependencies";

let deps: AppDependencies;
let world: World;
let token: string;

beforeAll(async () => {
  deps = await openApi();
  world = await aWorld("listing");
  token = await integration(world);
  for (const [index, lastName] of ["Éclair", "adams", "Zeta", "Adams", "müller", "Beta"].entries())
    await aMember(
      deps.store,
      world.space.id,
      // Some have never signed in: empty values come last, whatever the direction.
      { role: index % 2 === 0 ? "editor" : "reader", lastSignInAt: index < 3 ? new Date(index * 1e6) : null },
      { lastName },
    );
}, 300_000);
afterAll(closeApi);

interface Part {
  data: { id: string; email: string; sequence: number; action: string; name: string }[];
  nextCursor: string | null;
  total: number;
  lastSequence?: number;
  code?: string;
  parameter?: string;
}
async function get(path: string): Promise<{ status: number; json: Part }> {
  const url = `https://sso.example/api/v1/spaces/${world.space.slug}/${path}`;
  const answer = await send(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
  return { status: answer.status, json: await answer.json() };
}
const join = (path: string, more: string) => `${path}${path.includes("?") ? "&" : "?"}${more}`;

/** A whole list, read in parts. */
async function whole(path: string, limit: number, between: () => Promise<unknown> = async () => null) {
  const rows: Part["data"] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = cursor ? `limit=${limit}&cursor=${cursor}` : `limit=${limit}`;
    const { status, json }: { status: number; json: Part } = await get(join(path, query));
    expect(status).toBe(200);
    expect(json.data.length).toBeLessThanOrEqual(limit);
    if (json.nextCursor !== null) expect(json.data).toHaveLength(limit);
    rows.push(...json.data);
    cursor = json.nextCursor;
    await between();
  }
  return rows;
}

test.each(peopleSorts.flatMap((sort) => [`sort=${sort}`, `sort=${sort}&direction=desc`]))(
  "people by %s are the same in parts of any size as in one",
  async (query) => {
    const { json } = await get(`users?${query}&limit=200`);
    expect(json.data.length).toBe(json.total);
    for (const limit of [1, 3]) expect(await whole(`users?${query}`, limit)).toEqual(json.data);
  },
  60_000,
);

test.each(["tokens", "domains", "connections", "setup-links", "audit-events", "users?role=editor"])(
  "%s are the same in parts as in one",
  async (path) => {
    const { json } = await get(join(path, "limit=200"));
    expect(json.data.length).toBeGreaterThan(0);
    expect((await whole(path, 1)).map(({ id }) => id)).toEqual(json.data.map(({ id }) => id));
  },
  60_000,
);

test("whoever comes or goes while a list is read neither repeats nor hides anybody", async () => {
  const before = (await get("users?limit=200")).json.data.map(({ id }) => id);
  let number = 0;
  /** In front of everybody and behind everybody. */
  const addTwo = async () => {
    for (const lastName of ["AAA", "zzz"]) await aMember(deps.store, world.space.id, {}, { lastName });
  };
  const read = await whole("users", 2, async () => {
    number += 1;
    if (number < 4) await addTwo();
  });
  const ids = read.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of before) expect(ids).toContain(id);
});

test("the audit log is followed with its filters, and says truly whether there is more", async () => {
  const audit = deps.store.auditOf(world.space.id);
  const start = (await get("audit-events?limit=1")).json.data[0]?.sequence ?? 0;
  for (let n = 0; n < 5; n++) {
    const target = { kind: "team", id: `team_${n}`, name: `Team ${n}` };
    for (const action of ["team.created", "team.removed"])
      await audit.append({ actor: world.admin.actor, action, target }, new Date());
  }
  const path = `audit-events?after=${start}&action=team.created`;
  const events = await whole(path, 2);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 3, 5, 7, 9].map((n) => start + n));
  expect(new Set(events.map(({ action }) => action))).toEqual(new Set(["team.created"]));
  const { json } = await get(join(path, "limit=5"));
  expect(json).toMatchObject({ nextCursor: null, total: 5, lastSequence: start + 9 });
  const none = await get(`audit-events?after=${start + 10}`);
  expect(none.json).toMatchObject({ data: [], nextCursor: null, lastSequence: start + 10 });
});

test("what happened is found by its time, and a connection by its reference", async () => {
  const now = new Date();
  const later = new Date(now.getTime() + 60_000).toISOString();
  for (const path of ["audit-events", "setup-links"]) {
    expect((await get(`${path}?from=${later}`)).json.total).toBe(0);
    expect((await get(`${path}?to=${later}`)).json.total).toBeGreaterThan(0);
  }
  expect(await get("sign-in-attempts?from=yesterday")).toMatchObject({
    status: 422,
    json: { parameter: "from" },
  });
  const [connection] = (await get("connections")).json.data as unknown as { reference: string }[];
  const found = await get(`connections?reference=${connection?.reference.toUpperCase()}`);
  expect(found.json.data).toMatchObject([connection]);
  expect((await get("connections?reference=nobody")).json.total).toBe(0);
});

test("a cursor is good for the list that gave it out, and for no other", async () => {
  const { json } = await get("users?limit=1");
  const cursor = json.nextCursor ?? "";
  expect((await get(`users?limit=1&cursor=${cursor}`)).status).toBe(200);
  const refused = { status: 422, json: { code: "invalid_field", parameter: "cursor" } };
  expect(await get(`tokens?cursor=${cursor}`)).toMatchObject(refused);
  const changed = `${cursor.slice(0, 40)}${cursor[40] === "A" ? "B" : "A"}${cursor.slice(41)}`;
  for (const other of [changed, "cDE.MQ", "x", "p1", `${cursor}AAAA`])
    expect(await get(`users?cursor=${other}`), other).toMatchObject(refused);
  const others = await aWorld("other");
  const url = `https://sso.example/api/v1/spaces/${others.space.slug}/users?cursor=${cursor}`;
  const answer = await send(
    new Request(url, { headers: { authorization: `Bearer ${await integration(others)}` } }),
  );
  expect(answer.status).toBe(422);
});

test("what has not changed is not sent again", async () => {
  const path = `https://sso.example/api/v1/spaces/${world.space.slug}/connections/${world.ids.connections}`;
  const ask = (headers: Record<string, string>) =>
    send(new Request(path, { headers: { authorization: `Bearer ${token}`, ...headers } }));
  const first = await ask({});
  const tag = first.headers.get("etag") ?? "";
  expect(tag).not.toBe("");
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const again = await ask({ "if-none-match": known });
    expect([again.status, await again.text()], known).toEqual([304, ""]);
    expect(again.headers.get("etag")).toBe(tag);
  }
  expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
});
