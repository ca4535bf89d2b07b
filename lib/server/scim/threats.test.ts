import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createDirectoryCredential,
  revokeDirectoryCredential,
} from "@/lib/features/directories/directory-credentials";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import {
  type Answered,
  aCustomer,
  type Customer,
  idOf,
  openScimLab,
  request,
  resultOf,
  type ScimLab,
} from "./testing/scim-lab";

let lab: ScimLab;
let ours: Customer;
let theirs: Customer;
let ann: string;
let bo: string;
let group: string;
let stranger: string;
let strangers: string;

beforeAll(async () => {
  lab = await openScimLab();
  ours = await aCustomer(lab, { domain: "ours.example" });
  theirs = await aCustomer(lab, { domain: "theirs.example" });
  ann = idOf(await ours.send("POST", "/Users", { userName: "ann@ours.example", externalId: "A" }));
  bo = idOf(await ours.send("POST", "/Users", { userName: "bo@ours.example", externalId: "B" }));
  group = idOf(await ours.send("POST", "/Groups", { displayName: "Editors", members: [{ value: ann }] }));
  stranger = idOf(
    await theirs.send("POST", "/Users", { userName: "canary@theirs.example", externalId: "C" }),
  );
  strangers = idOf(
    await theirs.send("POST", "/Groups", { displayName: "Canary", members: [{ value: stranger }] }),
  );
}, 120_000);
afterAll(() => lab.close());

const said = ({ status, body }: Answered) => [status, body?.scimType ?? null];
const patch = (...Operations: object[]) => ({ Operations });
const rename = patch({ op: "replace", path: "title", value: "x" });

describe("credentials", () => {
  const get = (headers: Record<string, string>, query = "") =>
    request(`${ours.base}/Users${query}`, "GET", undefined, headers);

  test("only the directory's own token, in the header, opens it", async () => {
    expect((await get({ authorization: `bearer ${ours.token}` })).status).toBe(200);
    for (const headers of [
      {},
      { authorization: ours.token },
      { authorization: `Basic ${ours.token}` },
      { authorization: `Bearer ${theirs.token}` },
      { authorization: `Bearer ghd_${"A".repeat(43)}` },
      { authorization: `Bearer ${ours.token} ${ours.token}` },
    ] as Record<string, string>[]) {
      const refused = await get(headers);
      expect(said(refused)).toEqual([401, null]);
      expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="SCIM"');
    }
    expect((await get({}, `?access_token=${ours.token}`)).status).toBe(401);
  });

  test("a token that was revoked, has expired, or whose directory is gone opens nothing", async () => {
    const other = await aCustomer(lab, { domain: "other.example" });
    const { id, token } = resultOf(
      await createDirectoryCredential(lab.deps, other.ctx, other.directory.id, {
        kind: "token",
        expiresAt: new Date(lab.clock.now().getTime() + 60_000),
      }),
    );
    const third = await createDirectoryCredential(lab.deps, other.ctx, other.directory.id, {
      kind: "token",
      expiresAt: null,
    });
    expect(third).toMatchObject({ ok: false, problem: { code: "too_many_directory_tokens" } });
    const by = (text: string) =>
      request(`${other.base}/Users`, "GET", undefined, { authorization: `Bearer ${text}` });
    expect((await by(token)).status).toBe(200);
    lab.clock.forward(61);
    expect((await by(token)).body?.detail).toMatch(/^This token expired at /);
    expect((await by(other.token)).status).toBe(200);
    // One that has expired makes room for another.
    const next = resultOf(
      await createDirectoryCredential(lab.deps, other.ctx, other.directory.id, {
        kind: "token",
        expiresAt: null,
      }),
    );
    resultOf(
      await revokeDirectoryCredential(lab.deps, other.ctx, {
        directoryId: other.directory.id,
        credentialId: next.id,
        kind: "token",
      }),
    );
    expect((await by(next.token)).body?.detail).toMatch(/^This token was revoked at /);
    const again = { directoryId: other.directory.id, credentialId: next.id, kind: "token" } as const;
    expect(await revokeDirectoryCredential(lab.deps, other.ctx, again)).toMatchObject({
      problem: { code: "token_not_found" },
    });
    expect(await revokeDirectoryCredential(lab.deps, ours.ctx, { ...again, credentialId: id })).toMatchObject(
      {
        problem: { code: "directory_not_found" },
      },
    );
    resultOf(await removeDirectory(lab.deps, other.ctx, other.directory.id, "keep"));
    expect((await by(other.token)).status).toBe(401);
  });
});

describe("another tenant's ids", () => {
  test("are nothing in a path", async () => {
    for (const [method, body] of [
      ["GET"],
      ["PUT", { userName: "x" }],
      ["PATCH", rename],
      ["DELETE"],
    ] as const) {
      expect((await ours.send(method, `/Users/${stranger}`, body)).status).toBe(404);
      expect(
        (await ours.send(method, `/Groups/${strangers}`, body && { ...body, displayName: "x" })).status,
      ).toBe(404);
    }
    expect((await theirs.send("GET", `/Users/${stranger}`)).body).toMatchObject({
      userName: "canary@theirs.example",
    });
  });

  test("are nothing in a filter or a list", async () => {
    const total = async (path: string) => (await ours.send("GET", path)).body?.totalResults;
    expect(await total(`/Users?filter=${encodeURIComponent(`id eq "${stranger}"`)}`)).toBe(0);
    expect(
      await total(`/Users?filter=${encodeURIComponent('externalId eq "C" or userName co "canary"')}`),
    ).toBe(0);
    expect(await total(`/Groups?filter=${encodeURIComponent(`members eq "${stranger}"`)}`)).toBe(0);
    expect(await total(`/Users?filter=${encodeURIComponent(`groups eq "${strangers}"`)}`)).toBe(0);
    expect(await total(`/Users?filter=${encodeURIComponent(`groups eq "${group}"`)}`)).toBe(1);
    expect(await total("/Users")).toBe(2);
  });

  test("are no members, and a refused request changes nothing", async () => {
    const add = (value: string) => patch({ op: "add", path: "members", value: [{ value: bo }, { value }] });
    for (const value of [stranger, strangers, group, "nobody"])
      expect(said(await ours.send("PATCH", `/Groups/${group}`, add(value)))).toEqual([400, "invalidValue"]);
    expect(
      said(await ours.send("POST", "/Groups", { displayName: "New", members: [{ value: stranger }] })),
    ).toEqual([400, "invalidValue"]);
    const { body } = await ours.send("GET", `/Groups/${group}`);
    expect(body?.members).toMatchObject([{ value: ann }]);
    expect(body?.members).toHaveLength(1);
    expect(
      (await ours.send("GET", `/Groups?filter=${encodeURIComponent('displayName eq "New"')}`)).body
        ?.totalResults,
    ).toBe(0);
  });

  test("are only a text as a manager, and nothing in a Bulk", async () => {
    const manager = patch({
      op: "add",
      path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
      value: stranger,
    });
    const changed = await ours.send("PATCH", `/Users/${bo}`, manager);
    expect(JSON.stringify(changed.body)).not.toContain("canary");
    const Operations = [
      { method: "DELETE", path: `/Users/${stranger}` },
      { method: "PATCH", path: `/../${theirs.directory.id}/Users/${stranger}`, data: rename },
    ];
    const { body } = await ours.send("POST", "/Bulk", { Operations });
    expect(body?.Operations).toMatchObject([{ status: "404" }, { status: "404" }]);
    expect((await theirs.send("GET", `/Users/${stranger}`)).status).toBe(200);
  });
});

test("a method that there is not is refused for that, with a body or without", async () => {
  const { status, headers } = await ours.send("OPTIONS", "/Users");
  expect(status).toBe(405);
  expect(headers.get("allow")).toBe("GET, POST");
  expect((await ours.send("GET", "/Users?count=0")).status).toBe(200);
});

test("a list is sorted in either direction, by what there is to sort by, and paged in that order", async () => {
  const other = await aCustomer(lab, { domain: "sorted.example" });
  for (const [name, familyName] of [
    ["cem", "Adams"],
    ["ann", "Zola"],
    ["bo", "Moss"],
  ] as const)
    await other.send("POST", "/Users", { userName: `${name}@sorted.example`, name: { familyName } });
  const names = async (query: string) => {
    const { body } = await other.send("GET", `/Users?${query}`);
    return (body as { Resources: { userName: string }[] }).Resources.map(({ userName }) => userName[0]).join(
      "",
    );
  };
  expect(await names("sortBy=userName")).toBe("abc");
  expect(await names("sortBy=USERNAME&sortOrder=descending")).toBe("cba");
  expect(await names("sortBy=name.familyName")).toBe("cba");
  expect(await names("sortBy=name.familyName&startIndex=2&count=1")).toBe("b");
  for (const by of ["password", "name", "__proto__", "members"])
    expect(said(await other.send("GET", `/Users?sortBy=${by}`))).toEqual([400, "invalidPath"]);
});

test("no name in a request reaches an object's prototype", async () => {
  const body =
    '{"userName":"p@ours.example","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"name":{"__proto__":{"polluted":true}}}';
  const made = await ours.send("POST", "/Users", body);
  expect(made.status).toBe(201);
  const sent =
    '{"Operations":[{"op":"add","path":"__proto__.polluted","value":true},{"op":"add","value":{"__proto__":{"polluted":true},"constructor.prototype.polluted":true}},{"op":"add","path":"name.__proto__","value":{"polluted":true}}]}';
  expect((await ours.send("PATCH", `/Users/${idOf(made)}`, sent)).status).toBe(200);
  expect("polluted" in {}).toBe(false);
  expect(JSON.stringify((await ours.send("GET", `/Users/${idOf(made)}`)).body)).not.toContain("polluted");
});

test("two people never have one externalId or userName", async () => {
  const swap = (externalId: string) => patch({ op: "replace", path: "externalId", value: externalId });
  expect(said(await ours.send("PATCH", `/Users/${ann}`, swap("B")))).toEqual([409, "uniqueness"]);
  expect((await ours.send("PATCH", `/Users/${ann}`, swap("A2"))).status).toBe(200);
  expect((await ours.send("PATCH", `/Users/${bo}`, swap("A"))).status).toBe(200);
  const named = patch({ op: "replace", path: "userName", value: "BO@ours.example" });
  expect(said(await ours.send("PATCH", `/Users/${ann}`, named))).toEqual([409, "uniqueness"]);
  const twins = await Promise.all(
    [1, 2, 3].map(() => ours.send("POST", "/Users", { userName: "twin@ours.example" })),
  );
  expect(twins.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test("of two changes of one version, one is made", async () => {
  const { headers } = await ours.send("GET", `/Users/${ann}`);
  const condition = { "if-match": headers.get("etag") ?? "" };
  const change = (title: string) =>
    ours.send("PATCH", `/Users/${ann}`, patch({ op: "replace", path: "title", value: title }), condition);
  const answers = await Promise.all(["one", "two"].map(change));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test("a version that is no longer the newest changes nothing, by any method", async () => {
  const other = await aCustomer(lab, { domain: "version.example" });
  const person = idOf(await other.send("POST", "/Users", { userName: "vi@version.example" }));
  const team = idOf(await other.send("POST", "/Groups", { displayName: "Versions" }));
  const newer = patch({ op: "replace", path: "title", value: "newer" });
  await other.send("PATCH", `/Users/${person}`, newer);
  await other.send("PATCH", `/Groups/${team}`, patch({ op: "replace", path: "displayName", value: "Newer" }));
  const changes: [string, string, object?][] = [
    ["PATCH", `/Users/${person}`, rename],
    ["PUT", `/Users/${person}`, { userName: "other@version.example" }],
    ["PATCH", `/Groups/${team}`, patch({ op: "replace", path: "displayName", value: "Older" })],
    ["PUT", `/Groups/${team}`, { displayName: "Older" }],
    ["DELETE", `/Groups/${team}`],
    ["DELETE", `/Users/${person}`],
  ];
  const all = (version: (path: string) => Promise<string>) =>
    changes.reduce<Promise<number[]>>(async (before, [method, path, body]) => {
      const statuses = await before;
      const answered = await other.send(method, path, body, { "if-match": await version(path) });
      return [...statuses, answered.status];
    }, Promise.resolve([]));
  expect(await all(async () => 'W/"1"')).toEqual(Array(6).fill(412));
  expect((await other.send("GET", `/Users/${person}`)).body).toMatchObject({ title: "newer" });
  expect((await other.send("GET", `/Groups/${team}`)).body).toMatchObject({ displayName: "Newer" });
  const current = async (path: string) => (await other.send("GET", path)).headers.get("etag") ?? "";
  expect(await all(current)).toEqual([200, 200, 204, 200, 204, 204]);
});

test("no letter of another alphabet makes one person another", async () => {
  const other = await aCustomer(lab, { domain: "kim.example" });
  const known = idOf(await other.send("POST", "/Users", { userName: "kim@kim.example" }));
  await other.activate();
  const state = async (id: string) => lab.deps.store.directoryPeopleOf(other.directory).byId(id);
  await other.send("PATCH", `/Users/${known}`, rename);
  const { userId } = (await state(known)) ?? {};
  expect(userId).toEqual(expect.any(String));
  // A Kelvin sign, which folds to k: in the name it is somebody else, in the domain nobody's.
  const [named, placed] = ["\u212Aim@kim.example", "pat@\u212Aim.example"];
  const ids = [];
  for (const userName of [named, placed]) ids.push(idOf(await other.send("POST", "/Users", { userName })));
  const [first, second] = await Promise.all(ids.map(state));
  expect(first).toMatchObject({ state: "applied", userId: expect.any(String) });
  expect(first?.userId).not.toBe(userId);
  expect(second).toMatchObject({ state: "conflict", reason: "no_address", userId: null });
  const folded = await other.send(
    "GET",
    `/Users?filter=${encodeURIComponent('userName eq "KIM@kim.example"')}`,
  );
  expect(folded.body).toMatchObject({ totalResults: 1, Resources: [{ id: known }] });
});

test("25 requests a second pass, and a flood waits", async () => {
  const other = await aCustomer(lab, { domain: "flood.example" });
  const burst = await Promise.all(Array.from({ length: 100 }, () => other.send("GET", "/Users?count=1")));
  expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([200]));
  for (let spent = 0; spent < 3_000; spent += 1)
    await lab.deps.rateLimits.spend("scim_by_directory", other.directory.id);
  const refused = await other.send("GET", "/Users?count=1");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  lab.clock.forward(61);
  expect((await other.send("GET", "/Users?count=1")).status).toBe(200);
});
