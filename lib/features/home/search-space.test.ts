import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  anActiveConnection,
  aSubscribedSpace,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { searchSpace } from "./search-space";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: string;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = (await anActiveConnection(lab, admin, "saml")).connectionId;
});

const found = async ({ membership }: Context, words: string, where: Space = space) => {
  if (!membership) throw new Error("a person searches");
  return searchSpace(lab.deps, { space: where, membership }, words);
};
const nothing = { people: [], connections: [], teams: [] };

describe("the search of a space", () => {
  test("finds people by name or address and connections by name, five of each at most", async () => {
    for (let number = 1; number <= 7; number += 1)
      await aMember(lab.deps.store, space.id, {}, { firstName: "Searched", lastName: `Person ${number}` });
    const { people } = await found(admin, "searched");
    expect(people).toHaveLength(5);
    expect(people[0]).toMatchObject({
      name: expect.stringContaining("Searched Person"),
      email: expect.any(String),
    });
    const { name } = (await lab.deps.store.connectionLookup.byId(connection)) ?? { name: "" };
    expect((await found(admin, name.slice(0, 4))).connections).toMatchObject([{ id: connection, name }]);
    expect(await found(admin, "no such words")).toEqual(nothing);
  });

  test("shows a reader nothing, and a delegate connections but no people", async () => {
    const { name } = (await lab.deps.store.connectionLookup.byId(connection)) ?? { name: "" };
    const as = async (change: Parameters<typeof aMember>[2]) =>
      contextAs(
        lab.deps,
        space,
        (await aMember(lab.deps.store, space.id, change, { firstName: name })).userId,
      );
    expect(await found(await as({}), name)).toEqual(nothing);
    const seen = await found(await as({ permissions: ["manage_auth_integrations"] }), name);
    expect(seen).toMatchObject({ people: [], connections: [{ id: connection }] });
    expect((await found(admin, name)).people.length).toBe(2);
  });

  test("finds nothing of another space", async () => {
    const other = await aSpace(lab.deps.store, { slug: "elsewhere" });
    await aMember(lab.deps.store, other.id, {}, { firstName: "Canary" });
    expect(await found(admin, "canary")).toEqual(nothing);
    expect((await found(admin, "canary", other)).people).toHaveLength(1);
  });
});
