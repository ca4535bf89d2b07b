import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aSubscribedSpace, LabBrowser, openSsoLab, type SsoLab, value } from "@/lib/features/testing/sso-lab";
import { anActiveSamlConnection, people } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { activateOption } from "./activate-option";
import { rollBack } from "./roll-back";
import { changeWholeConnection } from "./save-whole-connection";

let lab: SsoLab;
let space: Space;
let program: Context;
let connection: { connectionId: string; reference: string };
const [ann, bob] = ["ann@acme.example", "bob@acme.example"];

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  const { space: made, admin } = await aSubscribedSpace(lab);
  space = made;
  program = { ...admin, via: "token", sessionId: null };
  connection = await anActiveSamlConnection(lab, admin, { subjectAttribute: "firstName" });
  expect(await enter(ann, "1001", "7")).toMatchObject({ outcome: "signed_in" });
});

/** The simulator's first and last name are the two numbers by which the versions name people. */
const typed = (email: string, first: string, last: string) => ({
  typed: { email, givenName: first, familyName: last },
});
const enter = (email: string, first: string, last: string) =>
  new LabBrowser(lab).signIn(space, connection, typed(email, first, last));
const idOf = async (email: string) => (await lab.deps.store.users.byEmail(email))?.id;

async function byLastName(relink: "keep" | "refuse", tester: [string, string, string]) {
  const { connectionId } = connection;
  const configuration = { subjectAttribute: "lastName" };
  value(
    await changeWholeConnection(lab.deps, program, { connectionId, configuration, expectedRevision: null }),
  );
  expect(await new LabBrowser(lab).test(program, connectionId, typed(...tester))).toMatchObject({
    status: "passed",
  });
  const live = { connectionId, configurationId: null, sessions: "keep", relink } as const;
  value(await activateOption(lab.deps, program, live));
}

test.each(["keep", "refuse"] as const)(
  "whoever has the number of somebody else by another attribute is not that person (%s)",
  async (choice) => {
    const before = await idOf(ann);
    await byLastName(choice, [ann, "1001", "7"]);
    expect(await enter(bob, "2", "1001")).toMatchObject({ outcome: "signed_in" });
    expect(await idOf(bob)).not.toBe(before);
    expect(await people(lab, space)).toMatchObject({ [ann]: "reader", [bob]: "reader" });
    // Ann herself comes along by what she is called now, if that was chosen.
    const again = await enter(ann, "1001", "7");
    expect(again).toMatchObject(
      choice === "keep" ? { outcome: "signed_in" } : { outcome: "refused", code: "subject_changed" },
    );
    expect(await idOf(ann)).toBe(before);
  },
);

test("a rollback makes everybody again who they were, and nobody of the version between", async () => {
  await byLastName("keep", [ann, "1001", "7"]);
  expect(await enter(bob, "2", "1001")).toMatchObject({ outcome: "signed_in" });
  const { connectionId } = connection;
  const versions = await lab.deps.store.connectionLookup.byId(connectionId);
  expect(versions?.liveConfigurationId).toBeTruthy();
  value(await rollBack(lab.deps, program, { connectionId, version: 2, expectedRevision: null }));
  const before = await idOf(ann);
  expect(await enter(ann, "1001", "7")).toMatchObject({ outcome: "signed_in" });
  expect(await idOf(ann)).toBe(before);
  expect(await enter("cy@acme.example", "7", "9")).toMatchObject({ outcome: "signed_in" });
  expect(await idOf("cy@acme.example")).not.toBe(before);
});

test("there and back and there again, by whoever, is nobody's refusal to save", async () => {
  const { connectionId } = connection;
  for (const subjectAttribute of ["lastName", "firstName", "lastName"]) {
    const configuration = { subjectAttribute };
    value(
      await changeWholeConnection(lab.deps, program, { connectionId, configuration, expectedRevision: null }),
    );
    await new LabBrowser(lab).test(program, connectionId, typed("dee@acme.example", "5", "5"));
    const live = { connectionId, configurationId: null, sessions: "keep", relink: "refuse" } as const;
    value(await activateOption(lab.deps, program, live));
    expect(await enter(`${subjectAttribute.toLowerCase()}@acme.example`, "1001", "1001")).toMatchObject({
      outcome: expect.stringMatching(/signed_in|refused/),
    });
  }
});

test("where the test shows that the number stays the same, it stays in use", async () => {
  const before = await idOf(ann);
  const { connectionId } = connection;
  const configuration = { subjectAttribute: "lastName" };
  value(
    await changeWholeConnection(lab.deps, program, { connectionId, configuration, expectedRevision: null }),
  );
  await new LabBrowser(lab).test(program, connectionId, typed(ann, "1001", "1001"));
  value(
    await activateOption(lab.deps, program, {
      connectionId,
      configurationId: null,
      sessions: "keep",
      relink: "keep",
    }),
  );
  expect(await enter(ann, "1001", "1001")).toMatchObject({ outcome: "signed_in" });
  expect(await idOf(ann)).toBe(before);
});
