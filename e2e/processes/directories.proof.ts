import { afterAll, beforeAll, expect, test } from "vitest";
import type { Directory } from "@/lib/model/directories/directory";
import { type Lab, startLab } from "./lab";

// A directory whose provider reaches now one process, now the other.

const [first, second] = [0, 1];
let lab: Lab;
let directory: Directory;
let token = "";

interface Answer {
  status: number;
  body: { id?: string; totalResults?: number; Resources?: Resource[]; Operations?: Done[] } | null;
}
interface Resource {
  id: string;
  userName: string;
  title?: string;
}
interface Done {
  status: string;
  location?: string;
}

beforeAll(async () => {
  lab = await startLab();
  const created = await lab.api(first, "POST", "/directories", { name: "Feed", provider: "generic" });
  expect(created).toMatchObject({ status: 201 });
  const path = `/directories/${created.body.id}`;
  token = (await lab.api(second, "POST", `${path}/tokens`, {})).body.token;
  expect(await lab.api(second, "POST", `${path}/activate`)).toMatchObject({ status: 200 });
  const organization = await lab.deps.store.organizationsOf(lab.space.id).own();
  const found = await lab.deps.store.directoriesOf(organization?.id ?? "").byId(created.body.id);
  if (!found) throw new Error("the directory is missing");
  directory = found;
}, 180_000);
afterAll(() => lab.stop());

async function send(process: number, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${lab.processes[process]?.url}/api/scim/v2/${directory.id}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

const at = (name: string) => `${name}@acme.example`;
const post = (name: string) => ({
  method: "POST",
  path: "/Users",
  bulkId: name,
  data: { userName: at(name), externalId: name, title: "New" },
});

/** Brings people in by one Bulk; returns their ids. */
async function hire(names: readonly string[]): Promise<string[]> {
  const { body } = await send(first, "POST", "/Bulk", { Operations: names.map(post) });
  const done = body?.Operations ?? [];
  expect(new Set(done.map(({ status }) => status))).toEqual(new Set(["201"]));
  return done.map(({ location = "" }) => location.split("/").at(-1) ?? "");
}

const members = async (process: number, group: string) => {
  const { body } = await send(process, "GET", `/Groups/${group}`);
  const found = (body as { members?: { value: string }[] } | null)?.members ?? [];
  return found.map(({ value }) => value).toSorted();
};
const logged = async (kind: "bulk" | "groups") =>
  (await lab.deps.store.directoryRequestsOf(directory).page({ pageSize: 200, kind })).rows;
const named = (word: string) => async () => {
  const filter = encodeURIComponent(`userName sw "${word}"`);
  return (await send(second, "GET", `/Users?count=1000&filter=${filter}`)).body?.Resources ?? [];
};

test("of fifty changes of one group that reach both processes at once, none is lost", async () => {
  const people = await hire(Array.from({ length: 75 }, (_, i) => `m${i}`));
  const [there, coming] = [people.slice(0, 25), people.slice(25)];
  const made = await send(second, "POST", "/Groups", {
    displayName: "Everybody",
    members: there.map((value) => ({ value })),
  });
  const path = `/Groups/${made.body?.id}`;
  const change = (op: string, value: string, i: number) =>
    send(i % 2, "PATCH", path, { Operations: [{ op, path: "members", value: [{ value }] }] });
  const answers = await Promise.all([
    ...there.map((id, i) => change("remove", id, i)),
    ...coming.slice(0, 25).map((id, i) => change("add", id, i + 1)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(204));
  const expected = coming.slice(0, 25).toSorted();
  for (const process of [first, second])
    expect(await members(process, String(made.body?.id))).toEqual(expected);
  const patches = (await logged("groups")).filter(({ method }) => method === "PATCH");
  expect(patches.map(({ status }) => status)).toEqual(Array(50).fill(204));
  const notes = patches.flatMap((request) => request.notes.changed);
  expect(notes.filter((what) => what.startsWith("1 person joined"))).toHaveLength(25);
  expect(notes.filter((what) => what.startsWith("1 person left"))).toHaveLength(25);
}, 120_000);

test("a process that is killed in a Bulk leaves each operation whole or undone, and the same Bulk ends it", async () => {
  const olds = Array.from({ length: 100 }, (_, i) => `old${i}`);
  const ids = await hire(olds);
  const group = String((await send(first, "POST", "/Groups", { displayName: "Olds" })).body?.id);
  const Operations = ids.flatMap((id, i) => [
    post(`new${i}`),
    {
      method: "PATCH",
      path: `/Users/${id}`,
      data: { Operations: [{ op: "replace", path: "title", value: "Seen" }] },
    },
    {
      method: "PATCH",
      path: `/Groups/${group}`,
      data: { Operations: [{ op: "add", path: "members", value: [{ value: id }] }] },
    },
  ]);
  const bulks = () => logged("bulk");
  const before = (await bulks()).length;
  const cut = send(first, "POST", "/Bulk", { Operations }).then(
    () => "answered",
    () => "cut off",
  );
  const news = named("new");
  await expect.poll(async () => (await news()).length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(9);
  lab.processes[first]?.signal("SIGKILL");
  expect(await cut).toBe("cut off");
  await lab.processes[first]?.ended;

  // In the order of the operations: what was done before the kill is done, the rest is not, and nobody is half in.
  const came = (await news()).length;
  expect(came).toBeLessThan(100);
  const seen = (await named("old")()).filter(({ title }) => title === "Seen").length;
  const joined = (await members(second, group)).length;
  expect([came, came - 1]).toContain(seen);
  expect([seen, seen - 1]).toContain(joined);
  expect(await provisioned()).toBe(75 + 100 + came);
  expect(await unsettled()).toBe(0);
  // Nothing is said of a Bulk that nobody has answered.
  expect(await bulks()).toHaveLength(before);

  const again = await send(second, "POST", "/Bulk", { Operations });
  const statuses = again.body?.Operations?.map(({ status }) => status) ?? [];
  expect(statuses.filter((status) => status === "409")).toHaveLength(came);
  expect(statuses.filter((status) => status === "201")).toHaveLength(100 - came);
  expect(statuses.filter((status) => Number(status) >= 400)).toHaveLength(came);
  expect(await news()).toHaveLength(100);
  expect((await named("old")()).filter(({ title }) => title === "Seen")).toHaveLength(100);
  expect(await members(second, group)).toEqual(ids.toSorted());
  expect(await provisioned()).toBe(75 + 200);
  const [last] = await bulks();
  expect(await bulks()).toHaveLength(before + 1);
  expect(last).toMatchObject({ status: 200, detail: expect.stringContaining(`${came} of 300 operations`) });

  // The process comes back, and serves the same directory.
  await lab.restart(first);
  expect(await members(first, group)).toEqual(ids.toSorted());
}, 180_000);

/** How many people the directory has brought into the space, by the space's own list. */
async function provisioned(): Promise<number> {
  const { total } = await lab.deps.store
    .membershipsOf(lab.space.id)
    .page({ pageSize: 1, status: "active", search: "@acme.example" });
  return total;
}

/** People of the feed of whom nothing has been made yet; groups are applied a moment later. */
async function unsettled(): Promise<number> {
  const { byState } = await lab.deps.store.directoryPeopleListsOf(directory).counts();
  return byState.waiting + byState.conflict + byState.refused;
}
