import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDirectory, moveDirectory } from "@/lib/features/directories/manage-directories";
import { noNotes, type ScimContext } from "@/lib/features/directories/scim-context";
import { createGroup } from "@/lib/features/directories/scim-groups";
import { createPerson, patchPerson } from "@/lib/features/directories/scim-people";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { people, setOption, typed } from "@/lib/features/testing/sso-scenes";
import type { RoleRule } from "@/lib/model/connections/connection";
import type { Directory } from "@/lib/model/directories/directory";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { everything } from "@/lib/protocols/scim/selection";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: { connectionId: string; reference: string };
let directory: Directory;
const [ann, bo] = ["ann@acme.example", "bo@acme.example"];

beforeAll(async () => {
  lab = await openSsoLab();
}, 120_000);
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = await anActiveConnection(lab, admin, "saml");
  await setOption(lab, space, connection.connectionId, {
    rules: [rule("Authors", "editor"), rule("Chiefs", "admin")],
    missingRole: "default",
    defaultRole: "reader",
    ceiling: "admin",
  });
  const { connectionId } = connection;
  const input = { name: "Okta", provider: "okta", connectionId } as const;
  const { id } = value(await createDirectory(lab.deps, admin, input));
  directory = value(await moveDirectory(lab.deps, admin, id, "activate"));
});

const rule = (text: string, role: RoleRule["role"]): RoleRule => ({
  attribute: "groups",
  operator: "equals",
  value: text,
  role,
  teams: [],
});

const scim = (): ScimContext => ({
  directory,
  base: lab.deps.appUrl,
  conditions: { ifMatch: null, ifNoneMatch: null },
  selection: everything,
  notes: noNotes(),
});
const idIn = (answer: { body: object | null }) => String((answer.body as { id?: string } | null)?.id);
const hire = async (email: string, rest: object = {}) => {
  const person = { userName: email, name: { givenName: "Fed", familyName: "Name" }, ...rest };
  return idIn(await createPerson(lab.deps, scim(), person));
};
const group = (displayName: string, members: string[]) =>
  createGroup(lab.deps, scim(), { displayName, members: members.map((id) => ({ value: id })) });
const pause = () => moveDirectory(lab.deps, admin, directory.id, "pause");
const signIn = async (email: string, groups = "") => {
  const finished = await new LabBrowser(lab).signIn(space, connection, typed(email, groups));
  expect(finished).toMatchObject({ outcome: "signed_in" });
};
const userOf = (email: string) => lab.deps.store.users.byEmail(email);

describe("a sign-in of somebody whom a directory has", () => {
  test("counts the directory's groups, not those of the answer", async () => {
    const id = await hire(ann);
    await group("Authors", [id]);
    for (const email of [ann, bo]) await signIn(email, "Chiefs");
    expect(await people(lab, space)).toMatchObject({ [ann]: "editor", [bo]: "admin" });
  });

  test("counts those of the answer while the directory has no groups, or is paused", async () => {
    const id = await hire(ann);
    await signIn(ann, "Authors");
    expect(await people(lab, space)).toMatchObject({ [ann]: "editor" });
    await group("Others", [id]);
    await signIn(ann, "Authors");
    expect(await people(lab, space)).toMatchObject({ [ann]: "reader" });
    value(await pause());
    await signIn(ann, "Authors");
    expect(await people(lab, space)).toMatchObject({ [ann]: "editor" });
  });

  test("leaves them the directory's name; while it has none, or is paused, the answer's counts", async () => {
    await hire(ann);
    await hire("cy@acme.example", { name: undefined });
    for (const email of [ann, bo, "cy@acme.example"]) await signIn(email);
    expect(await userOf(ann)).toMatchObject({ firstName: "Fed", lastName: "Name" });
    for (const email of [bo, "cy@acme.example"])
      expect(await userOf(email)).toMatchObject({ firstName: "Typed", lastName: "Person" });
    value(await pause());
    await signIn(ann);
    expect(await userOf(ann)).toMatchObject({ firstName: "Typed", lastName: "Person" });
  });

  test("leaves them the directory's address, if the answer lags behind with the old one", async () => {
    const id = await hire(ann);
    await signIn(ann);
    const now = "ann.lee@acme.example";
    const Operations = [{ op: "replace", path: "userName", value: now }];
    await patchPerson(lab.deps, scim(), id, { Operations });
    const before = await userOf(now);
    expect(before).not.toBeNull();
    await signIn(ann);
    expect(await userOf(now)).toMatchObject({ id: before?.id });
    expect(await userOf(ann)).toBeNull();
    // The control: while the directory is paused, the answer decides again.
    value(await pause());
    await signIn(ann);
    expect(await userOf(ann)).toMatchObject({ id: before?.id });
  });
});
