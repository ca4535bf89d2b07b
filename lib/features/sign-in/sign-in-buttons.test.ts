import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import {
  aConfiguration,
  aConnection,
  aMember,
  anOption,
  anOrganization,
  aSpace,
} from "@/lib/db/testing/rows";
import { testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { OptionStatus } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { makeDefaultButton, moveSignInButton } from "./sign-in-buttons";
import { signInOptions } from "./sign-in-options";
import { readSignInSettings } from "./sign-in-settings";

let database: TestDatabase;
let deps: Dependencies;
let space: Space;
let admin: Context;
let organizationId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database, testClock());
  space = await aSpace(deps.store);
  organizationId = await anOrganization(deps.store, space.id);
  admin = await administratorOf(space);
});

async function administratorOf(of: Space): Promise<Context> {
  const { userId } = await aMember(deps.store, of.id, { role: "admin", licence: "admin" });
  return contextAs(deps, of, userId);
}
async function aButton(name: string, position: number, status: OptionStatus = "active"): Promise<string> {
  const connection = await aConnection(deps.store, organizationId, { name });
  const configuration = await aConfiguration(deps.store, connection);
  await deps.store
    .connectionsOf(organizationId)
    .goLive(connection.id, configuration.id, deps.now(), unmarkedAuthority);
  return (await anOption(deps.store, space.id, connection.id, { status, position })).id;
}
const buttons = async () => (await readSignInSettings(deps, admin))?.buttons ?? [];
const names = async () => (await buttons()).map(({ name }) => name);
const defaultName = async () =>
  (await buttons()).filter(({ isDefault }) => isDefault).map(({ name }) => name);
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

describe("the buttons of the sign-in page", () => {
  test("move up, down and to a place, even with gaps in their positions", async () => {
    await aButton("A", 0);
    await aButton("Off", 1, "disabled");
    const b = await aButton("B", 5);
    const c = await aButton("C", 9);
    expect(await names()).toEqual(["A", "B", "C"]);
    await moveSignInButton(deps, admin, { optionId: c, to: "up" });
    expect(await names()).toEqual(["A", "C", "B"]);
    await moveSignInButton(deps, admin, { optionId: b, to: 0 });
    expect(await names()).toEqual(["B", "A", "C"]);
    await moveSignInButton(deps, admin, { optionId: b, to: "down" });
    expect(await names()).toEqual(["A", "B", "C"]);
    await moveSignInButton(deps, admin, { optionId: c, to: "down" });
    await moveSignInButton(deps, admin, { optionId: c, to: 99 });
    expect(await auditedActions(deps, space.id)).toHaveLength(3);
  });

  test("have one default: the first, until another is chosen, wherever it is", async () => {
    const a = await aButton("A", 0);
    const b = await aButton("B", 1);
    expect(await defaultName()).toEqual(["A"]);
    await makeDefaultButton(deps, admin, b);
    await makeDefaultButton(deps, admin, b);
    expect(await names()).toEqual(["A", "B"]);
    expect(await defaultName()).toEqual(["B"]);
    expect((await signInOptions(deps.store, space)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ["A", false],
      ["B", true],
    ]);
    await makeDefaultButton(deps, admin, a);
    expect(await defaultName()).toEqual(["A"]);
    expect(await auditedActions(deps, space.id)).toEqual([
      "space.sign_in_default_changed",
      "space.sign_in_default_changed",
    ]);
  });

  test("fall back to the first if the default is disabled or removed, until it is enabled again", async () => {
    await aButton("A", 0);
    const b = await aButton("B", 1);
    await makeDefaultButton(deps, admin, b);
    const by = { userId: null, at: deps.now() };
    await deps.store.optionsOf(space.id).move(b, "active", "disabled", by);
    expect(await defaultName()).toEqual(["A"]);
    expect((await signInOptions(deps.store, space)).map(({ isDefault }) => isDefault)).toEqual([true]);
    await deps.store.optionsOf(space.id).move(b, "disabled", "active", by);
    expect(await defaultName()).toEqual(["B"]);
    await deps.store.optionsOf(space.id).remove(b);
    expect(await defaultName()).toEqual(["A"]);
  });

  test("two choices at once leave one default", async () => {
    const all = [await aButton("A", 0), await aButton("B", 1), await aButton("C", 2)];
    await Promise.all(all.map((id) => makeDefaultButton(deps, admin, id)));
    const options = await deps.store.optionsOf(space.id).all();
    expect(options.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test("one that is not active, or another space's, has no place and is no default", async () => {
    const off = await aButton("Off", 0, "disabled");
    expect(await makeDefaultButton(deps, admin, off)).toEqual(problem("option_inactive"));
    expect(await moveSignInButton(deps, admin, { optionId: off, to: 0 })).toEqual(problem("option_inactive"));
    const okta = await aButton("Okta", 1);
    const stranger = await administratorOf(await aSpace(deps.store));
    expect(await moveSignInButton(deps, stranger, { optionId: okta, to: 0 })).toEqual(
      problem("connection_not_found"),
    );
    expect(await makeDefaultButton(deps, stranger, okta)).toEqual(problem("connection_not_found"));
  });
});
