import { describe, expect, test } from "vitest";
import { readDirectoryRequest, readDirectoryRequests } from "@/lib/features/directories/read-directory";
import { auditedActions } from "@/lib/features/testing/context-as";
import { replayRequest } from "./replay-request";
import { FeedScene, patch } from "./testing/feed-scene";
import { aCustomer, idOf, request, resultOf } from "./testing/scim-lab";

const scene = new FeedScene();

type Query = Parameters<typeof readDirectoryRequests>[3];
const log = async (query: Query = {}) =>
  resultOf(
    await readDirectoryRequests(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, {
      pageSize: 200,
      ...query,
    }),
  ).rows;
const paths = async (query: Query) => (await log(query)).map(({ method, path }) => `${method} ${path}`);
const latest = async (query: Query = {}) => {
  const [newest] = await log(query);
  if (!newest) throw new Error("the log is empty");
  return newest;
};
const replay = (requestId: string) =>
  replayRequest(scene.lab.deps, scene.acme.ctx, { directoryId: scene.acme.directory.id, requestId });
const full = async (requestId: string) =>
  resultOf(
    await readDirectoryRequest(scene.lab.deps, scene.acme.ctx, {
      directoryId: scene.acme.directory.id,
      requestId,
    }),
  );

describe("the request log", () => {
  test("says what was asked, what changed and why one failed, and keeps no password", async () => {
    const other = await aCustomer(scene.lab, { domain: "log.example" });
    await other.send("POST", "/Users", { userName: "ann@log.example", password: "hunter2", shoeSize: 44 });
    await other.send("POST", "/Users", { userName: "ann@log.example" });
    await other.send("GET", `/Users?filter=${encodeURIComponent('nothing eq "x"')}`);
    const { rows } = await scene.lab.deps.store.directoryRequestsOf(other.directory).page({});
    expect(rows.map(({ method, status, scimType }) => [method, status, scimType])).toEqual([
      ["GET", 400, "invalidFilter"],
      ["POST", 409, "uniqueness"],
      ["POST", 201, null],
    ]);
    expect(rows[0]?.detail).toBe("There is no attribute “nothing” of a User.");
    expect(rows[1]?.notes.changed).toEqual([]);
    expect(rows[2]?.notes).toEqual({
      changed: ["created ann@log.example"],
      ignored: ["shoeSize"],
      reasons: [],
    });
    expect(JSON.stringify(rows)).not.toContain("hunter2");
    expect(rows[2]?.body).toMatchObject({ password: "[removed]" });
  });

  test("is searched by kind, by person or group, by failure and by text", async () => {
    const ann = await scene.hire("ann");
    await scene.acme.send("GET", `/Users/${ann}`);
    await scene.leave(ann);
    const group = idOf(await scene.acme.send("POST", "/Groups", { displayName: "Authors" }));
    await scene.acme.send("POST", "/Groups", { displayName: "authors" });
    await scene.acme.send("GET", "/ServiceProviderConfig");
    expect(await paths({ resourceId: ann })).toEqual([
      `PATCH /Users/${ann}`,
      `GET /Users/${ann}`,
      "POST /Users",
    ]);
    expect(await paths({ resourceId: ann, changes: true })).toEqual([`PATCH /Users/${ann}`, "POST /Users"]);
    expect(await paths({ kind: "groups" })).toEqual(["POST /Groups", "POST /Groups"]);
    expect(await paths({ resourceId: group })).toEqual(["POST /Groups"]);
    expect(await paths({ kind: "other" })).toEqual(["GET /ServiceProviderConfig"]);
    expect((await log({ failed: true })).map(({ status }) => status)).toEqual([409]);
    expect(await log({ failed: false })).toHaveLength(5);
    expect(await paths({ search: scene.at("ann").toUpperCase() })).toContain("POST /Users");
    expect(await paths({ search: "100%" })).toEqual([]);
    const page = resultOf(
      await readDirectoryRequests(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, {
        pageSize: 2,
        page: 2,
      }),
    );
    expect(page).toMatchObject({ total: 6, page: 2, rows: { length: 2 } });
  });

  test("says why a request failed and who fixes it, and why somebody is not as it says", async () => {
    await scene.acme.activate();
    await scene.hire("ann");
    await scene.acme.send("POST", "/Users", scene.person("ann"));
    expect(await full((await latest()).id)).toMatchObject({
      request: { status: 409, body: { userName: scene.at("ann") } },
      explanation: {
        cause: expect.stringContaining("has the userName"),
        fix: expect.stringContaining("Two entries"),
        fixedBy: "identity_provider",
      },
    });
    await scene.acme.send("POST", "/Users", { userName: "eve@other.example" });
    expect(await full((await latest()).id)).toMatchObject({
      request: { status: 201 },
      explanation: { cause: expect.stringContaining("has verified"), fixedBy: "gatehouse_configuration" },
    });
    await scene.hire("bo");
    expect(await full((await latest()).id)).toMatchObject({ explanation: null, notReplayable: "worked" });
  });

  test("names the operations of a Bulk that were refused", async () => {
    const { status } = await scene.acme.send("POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [
        { method: "POST", path: "/Users", bulkId: "a", data: scene.person("ann") },
        { method: "POST", path: "/Users", bulkId: "b", data: scene.person("ann") },
      ],
    });
    expect(status).toBe(200);
    const [bulk] = await log({ failed: true });
    expect(bulk).toMatchObject({ kind: "bulk", status: 200 });
    expect(bulk?.detail).toMatch(/^1 of 2 operations were refused\. The first: Another person/);
    expect(await replay(bulk?.id ?? "")).toMatchObject({ problem: { received: "bulk" } });
  });

  test("keeps no password, and shows what came with a token that had expired", async () => {
    await scene.acme.send("POST", "/Users", { ...scene.person("ann"), password: "canary-password" });
    expect(JSON.stringify(await log())).not.toContain("canary-password");
    const before = await log();
    expect((await request(`${scene.acme.base}/Users`, "GET", undefined, {})).status).toBe(401);
    expect(await log()).toHaveLength(before.length);
    const { lab, acme } = scene;
    const directories = lab.deps.store.directoriesOf(acme.organizationId);
    const [token] = await directories.credentialsOf(acme.directory.id, "token");
    await directories.endCredential(
      acme.directory.id,
      { id: token?.id ?? "", kind: "token" },
      lab.clock.now(),
    );
    expect((await acme.send("GET", "/Users")).status).toBe(401);
    expect(await latest()).toMatchObject({ status: 401, detail: expect.stringContaining("was revoked at") });
    expect(await replay((await latest()).id)).toMatchObject({ problem: { received: "reads_only" } });
  });
});

describe("a refused request", () => {
  /** Two people want one external ID; the second is refused. */
  async function refused() {
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    await scene.acme.send("POST", "/Users", { ...scene.person("bo"), externalId: "ext-ann" });
    return { ann, requestId: (await latest({ failed: true })).id };
  }

  test("is served again once after a mend, with an entry and an audit event of its own", async () => {
    const { ann, requestId } = await refused();
    expect(await full(requestId)).toMatchObject({ notReplayable: null });
    // Nothing was mended yet: it is refused again, and can be tried again.
    expect(resultOf(await replay(requestId))).toMatchObject({ status: 409, replayOf: requestId });
    await scene.acme.send("DELETE", `/Users/${ann}`);
    expect(resultOf(await replay(requestId))).toMatchObject({ status: 201, replayOf: requestId });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "active" });
    expect(await full(requestId)).toMatchObject({
      request: { replayedAs: expect.any(String) },
      notReplayable: "replayed",
    });
    expect(await replay(requestId)).toMatchObject({
      ok: false,
      problem: { code: "directory_request_not_replayable", received: "replayed" },
    });
    const actions = await auditedActions(scene.lab.deps, scene.acme.space.id);
    expect(actions.filter((action) => action === "directory.request_replayed")).toHaveLength(2);
  });

  test("is served once by two administrators at once", async () => {
    const { ann, requestId } = await refused();
    await scene.acme.send("DELETE", `/Users/${ann}`);
    const both = await Promise.all([replay(requestId), replay(requestId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is not served again once something newer is known of the person", async () => {
    const ann = await scene.hire("ann");
    const change = patch({ op: "replace", path: "active", value: true }, { op: "replace", path: "userName" });
    expect((await scene.acme.send("PATCH", `/Users/${ann}`, change)).status).toBe(400);
    const failed = await latest({ failed: true });
    expect(await full(failed.id)).toMatchObject({ notReplayable: null });
    scene.lab.clock.forward(60);
    await scene.leave(ann);
    expect(await replay(failed.id)).toMatchObject({ problem: { received: "superseded" } });
    expect(await scene.fed(ann)).toMatchObject({ active: false });
  });

  test("does not bring somebody back who came and left meanwhile", async () => {
    const { ann, requestId } = await refused();
    await scene.acme.send("DELETE", `/Users/${ann}`);
    // Past the brake's ten minutes.
    scene.lab.clock.forward(700);
    const bo = await scene.hire("bo");
    await scene.acme.send("DELETE", `/Users/${bo}`);
    expect(await replay(requestId)).toMatchObject({ problem: { received: "superseded" } });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "deactivated" });
  });

  test("is served again only while its body is kept", async () => {
    await scene.hire("ann");
    const large = scene.person("bo", { externalId: "ext-ann", title: "x".repeat(3_000) });
    const emails = Array.from({ length: 6 }, () => ({ value: scene.at("bo"), display: "y".repeat(3_000) }));
    expect((await scene.acme.send("POST", "/Users", { ...large, emails })).status).toBe(409);
    const { id } = await latest({ failed: true });
    expect(await replay(id)).toMatchObject({ problem: { received: "body_not_kept" } });
  });

  test("of another customer is not found", async () => {
    const { requestId } = await refused();
    const other = await aCustomer(scene.lab, { domain: `other-${scene.domain}` });
    const input = { directoryId: scene.acme.directory.id, requestId };
    expect(await replayRequest(scene.lab.deps, other.ctx, input)).toMatchObject({
      problem: { code: "directory_not_found" },
    });
    const mixed = { directoryId: other.directory.id, requestId };
    expect(await replayRequest(scene.lab.deps, other.ctx, mixed)).toMatchObject({
      problem: { code: "directory_request_not_found" },
    });
    expect(await readDirectoryRequest(scene.lab.deps, other.ctx, mixed)).toMatchObject({
      problem: { code: "directory_request_not_found" },
    });
  });
});
