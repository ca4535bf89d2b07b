import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  aWorld,
  closeApi,
  integration,
  openApi,
  personal,
  send,
  type World,
} from "@/lib/server/api/testing/api-world";
import type { AppDependencies } from "@/lib/server/process/dependencies";

let deps: AppDependencies;
let ours: World;
let theirs: World;
let token: string;

beforeAll(async () => {
  deps = await openApi();
  [ours, theirs] = [await aWorld("ours"), await aWorld("theirs")];
  token = await integration(ours);
}, 120_000);
afterAll(closeApi);

async function ask(method: string, path: string, body?: unknown, bearer = token) {
  const response = await send(
    new Request(`https://sso.example/api/v1/spaces/${ours.space.slug}/${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}
const codeOf = ({ status, json }: Awaited<ReturnType<typeof ask>>) => [status, json?.code];

describe("teams", () => {
  test("are created, changed in part and removed, once", async () => {
    const created = await ask("POST", "teams", { name: "Sales", defaultRole: "editor" });
    expect(created).toMatchObject({ status: 201, json: { defaultRole: "editor", members: 0 } });
    expect(codeOf(await ask("POST", "teams", { name: "SALES" }))).toEqual([409, "team_name_taken"]);
    const path = `teams/${created.json.id}`;
    const changed = await ask("PATCH", path, { name: "Sales, Europe" });
    expect(changed).toMatchObject({ status: 200, json: { name: "Sales, Europe", defaultRole: "editor" } });
    expect((await ask("PATCH", path, { defaultRole: null })).json).toMatchObject({
      name: "Sales, Europe",
      defaultRole: null,
    });
    expect((await ask("DELETE", path)).status).toBe(204);
    expect(codeOf(await ask("DELETE", path))).toEqual([404, "team_not_found"]);
  });

  test("take people of the space, by id or address, and no others", async () => {
    const path = `teams/${ours.ids.teams}/members`;
    const person = (await ask("GET", `users/${ours.ids.users}`)).json;
    for (const name of [person.id, encodeURIComponent(person.email), person.id])
      expect((await ask("PUT", `${path}/${name}`)).status).toBe(204);
    const members = (await ask("GET", path)).json;
    expect(members.total).toBe(1);
    expect(members.data[0]).toMatchObject({ userId: person.id, source: "manual" });
    expect(codeOf(await ask("PUT", `${path}/${theirs.ids.users}`))).toEqual([404, "user_not_found"]);
    const foreign = `teams/${theirs.ids.teams}/members/${person.id}`;
    expect(codeOf(await ask("PUT", foreign))).toEqual([404, "team_not_found"]);
    expect((await ask("DELETE", `${path}/${person.id}`)).status).toBe(204);
    expect(codeOf(await ask("DELETE", `${path}/${person.id}`))).toEqual([404, "team_member_not_found"]);
    expect((await ask("GET", path)).json.total).toBe(0);
  });
});

describe("sessions", () => {
  test("end once, and not from another space", async () => {
    const live = async () => {
      const { json } = await ask("GET", `sessions?userId=${ours.ids.users}`);
      return json.data.map(({ id }: { id: string }) => id);
    };
    const before = await live();
    expect(before).toContain(ours.ids.sessions);
    expect(codeOf(await ask("DELETE", `sessions/${theirs.ids.sessions}`))).toEqual([
      404,
      "session_not_found",
    ]);
    expect((await ask("DELETE", `sessions/${ours.ids.sessions}`)).status).toBe(204);
    expect(codeOf(await ask("DELETE", `sessions/${ours.ids.sessions}`))).toEqual([404, "session_not_found"]);
    const left = await live();
    expect(left).toEqual(before.filter((id: string) => id !== ours.ids.sessions));
    expect(codeOf(await ask("DELETE", `users/${theirs.ids.users}/sessions`))).toEqual([
      404,
      "user_not_found",
    ]);
    expect((await ask("DELETE", `users/${ours.ids.users}/sessions`)).json).toEqual({ ended: left.length });
    expect(await live()).toEqual([]);
    expect((await ask("DELETE", `users/${ours.ids.users}/sessions`)).json).toEqual({ ended: 0 });
  });
});

describe("a person's access", () => {
  test("ends for those who may write people, of their own space, and once", async () => {
    const { userId } = await aMember(deps.store, ours.space.id);
    const mine = await personal(await contextAs(deps, ours.space, userId));
    const answered = async () => {
      const headers = { authorization: `Bearer ${mine}` };
      const response = await send(new Request("https://sso.example/api/v1/me", { headers }));
      return [response.status, (await response.json()).code];
    };
    expect(await answered()).toEqual([200, undefined]);
    const path = `users/${userId}/end-access`;
    const reads = await integration(ours, ["people:read"]);
    expect(codeOf(await ask("POST", path, {}, reads))).toEqual([403, "scope_missing"]);
    expect(codeOf(await ask("POST", path, {}, await integration(theirs)))).toEqual([404, "space_not_found"]);
    expect(codeOf(await ask("POST", `users/${theirs.ids.users}/end-access`))).toEqual([
      404,
      "user_not_found",
    ]);
    expect(await answered()).toEqual([200, undefined]);
    expect((await ask("POST", path)).json).toMatchObject({ personalTokens: 1 });
    expect(await answered()).toEqual([401, "token_access_ended"]);
    expect((await ask("POST", path)).json).toMatchObject({ personalTokens: 0, sessions: 0 });
  });
});

describe("a sign-in", () => {
  test("is read by the reference that the person saw, with the refusal in words", async () => {
    const read = await ask("GET", `sign-in-attempts/${ours.ids["sign-in-attempts"]}`);
    expect(read.json).toMatchObject({
      status: "refused",
      refusalCode: "not_provisioned",
      explanation: { fixedBy: expect.any(String) },
      connectionExists: true,
    });
    const foreign = await ask("GET", `sign-in-attempts/${theirs.ids["sign-in-attempts"]}`);
    expect(codeOf(foreign)).toEqual([404, "attempt_not_found"]);
  });
});

describe("a person who is added", () => {
  test.each([true, false])("gets an invitation only if they shall: %s", async (sendInvitation) => {
    const email = `p${sendInvitation}@elsewhere.example`;
    const added = await ask("POST", "users", { email, sendInvitation });
    expect(added.status).toBe(201);
    const messages = await deps.store.outbox.page({ search: email });
    expect(messages.rows.length).toBe(sendInvitation ? 1 : 0);
  });
});
