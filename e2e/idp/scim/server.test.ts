import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDirectoryCredential } from "@/lib/features/directories/directory-credentials";
import {
  aCustomer,
  type Customer,
  openScimLab,
  resultOf,
  type ScimLab,
} from "@/lib/server/scim/testing/scim-lab";
import { type FlavourName, flavours } from "./flavours/table";
import { type RunningScimClient, startScimClient } from "./server";

let lab: ScimLab;
let client: RunningScimClient;
let made = 0;
beforeAll(async () => {
  lab = await openScimLab();
});
afterAll(() => lab.close());

/** A directory, and a simulator that pushes to it as this provider does. */
async function wired(flavour: FlavourName): Promise<Customer> {
  made += 1;
  const acme = await aCustomer(lab, { domain: `acme${made}.example` });
  client = await startScimClient({ target: { baseUrl: acme.base, token: acme.token }, flavour });
  return acme;
}
const people = async (acme: Customer) => {
  const { rows } = await lab.deps.store.directoryPeopleListsOf(acme.directory).page({ pageSize: 200 });
  return new Map(rows.map((person) => [person.userName, person]));
};
const membersOf = async (acme: Customer, displayName: string) => {
  const groups = lab.deps.store.directoryGroupsOf(acme.directory);
  const group = (await groups.page({ pageSize: 200 })).rows.find((each) => each.displayName === displayName);
  return group ? (await groups.membersOf([group.id], 100)).map(({ userName }) => userName) : null;
};

describe.each(Object.keys(flavours) as FlavourName[])("as %s", (flavour) => {
  test("pushes people, groups and every change of them, and nothing that has not changed", async () => {
    const acme = await wired(flavour);
    const { roster } = client;
    expect(await client.push()).toMatchObject({ refused: 0 });
    expect((await people(acme)).size).toBe(roster.people.length);
    const [ada, ben] = roster.people;
    if (!ada || !ben) throw new Error("nobody is assigned");
    const everyone = roster.groups.find(({ name }) => name === "Everyone");
    const editors = roster.groups.find(({ name }) => name === "Gatehouse Editors");
    if (!everyone || !editors) throw new Error("there are no groups");
    expect(await membersOf(acme, "Everyone")).toHaveLength(everyone.members.length);
    expect(await client.push()).toEqual({ requests: 0, refused: 0 });

    ada.familyName = "Bell";
    ben.active = false;
    editors.name = "Authors";
    editors.members = [ada.id];
    everyone.members = everyone.members.filter((id) => id !== ada.id);
    expect(await client.push()).toMatchObject({ refused: 0 });
    expect((await people(acme)).get(ada.userName)?.resource).toMatchObject({ name: { familyName: "Bell" } });
    expect((await people(acme)).get(ben.userName)).toMatchObject({ active: false });
    expect(await membersOf(acme, "Gatehouse Editors")).toBeNull();
    expect(await membersOf(acme, "Authors")).toEqual([ada.userName]);
    expect(await membersOf(acme, "Everyone")).not.toContain(ada.userName);

    ben.active = true;
    roster.groups = roster.groups.filter(({ id }) => id !== editors.id);
    roster.people = roster.people.filter(({ id }) => id !== ada.id);
    for (const group of roster.groups) group.members = group.members.filter((id) => id !== ada.id);
    expect(await client.push()).toMatchObject({ refused: 0 });
    expect((await people(acme)).get(ben.userName)).toMatchObject({ active: true });
    expect((await people(acme)).get(ada.userName)?.active ?? false).toBe(false);
    expect(await membersOf(acme, "Authors")).toBeNull();
    await client.close();
  }, 120_000);
});

describe("a fault", () => {
  test("that repeats every request loses and doubles nothing", async () => {
    const acme = await wired("entra");
    const { refused } = await client.push("repeat");
    // The second creation of each is refused as a repetition.
    expect(refused).toBeGreaterThan(0);
    expect((await people(acme)).size).toBe(client.roster.people.length);
    await client.push();
    expect(await membersOf(acme, "Everyone")).toHaveLength(
      client.roster.groups.find(({ name }) => name === "Everyone")?.members.length ?? -1,
    );
    await client.close();
  });

  test("that sends groups before people is refused, and heals itself", async () => {
    const acme = await wired("jumpcloud");
    expect((await client.push("reorder")).refused).toBeGreaterThan(0);
    await client.push();
    expect(await membersOf(acme, "Everyone")).not.toHaveLength(0);
    await client.close();
  });

  test.each([
    ["wrong-token", 0],
    ["half-bulk", Math.ceil(5 / 2)],
  ] as const)("of %s leaves what was right", async (fault, right) => {
    const acme = await wired("generic");
    client.roster.people.splice(5);
    await client.push(fault);
    expect((await people(acme)).size).toBe(right);
    expect(client.log()[0]?.status).toBe(fault === "half-bulk" ? 200 : 401);
    await client.close();
  });

  test("of everybody leaving is answered and kept", async () => {
    const acme = await wired("okta");
    await client.push();
    await client.push("leavers");
    expect([...(await people(acme)).values()].some(({ active }) => active)).toBe(false);
    await client.close();
  });
});

test("is used by its page: people are edited, pushed, and the log shows it", async () => {
  const acme = await wired("okta");
  const post = async (path: string, fields: Record<string, string>) =>
    (await fetch(`${client.url}${path}`, { method: "POST", body: new URLSearchParams(fields) })).text();
  expect(await post("/test", {})).toContain("The connection works.");
  const hired = { userName: "gwen@acme.example", givenName: "Gwen", familyName: "<b>" };
  expect(await post("/people", hired)).toContain("Gwen &#60;b&#62;");
  expect(await post("/push", { fault: "" })).toMatch(/\d+ requests sent, 0 of them refused\./);
  expect((await people(acme)).get("gwen@acme.example")).toBeDefined();
  await post("/people/remove", { id: "typed-gwen@acme.example" });
  await post("/push", {});
  expect((await people(acme)).get("gwen@acme.example")).toMatchObject({ active: false });
  expect(await (await fetch(client.url)).text()).toContain("PATCH /Users/");
  await client.close();
});

test("buys its tokens by client credentials where a secret is given", async () => {
  const acme = await wired("entra");
  const { token: clientSecret } = resultOf(
    await createDirectoryCredential(lab.deps, acme.ctx, acme.directory.id, {
      kind: "secret",
      expiresAt: null,
    }),
  );
  client.connect({ baseUrl: acme.base, clientId: acme.directory.id, clientSecret });
  await client.push();
  // The laboratory has no token endpoint: the simulator has asked for it, at the same host.
  expect(client.log()[0]).toMatchObject({ status: 0 });
  await client.close();
});
