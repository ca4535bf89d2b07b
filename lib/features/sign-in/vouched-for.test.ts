import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace, aVerifiedDomain } from "@/lib/db/testing/rows";
import { changePassword } from "@/lib/features/passwords/change-password";
import { addPerson } from "@/lib/features/people/add-person";
import { findPerson, listPeople } from "@/lib/features/people/list-people";
import { updatePerson } from "@/lib/features/people/update-person";
import { liveSession } from "@/lib/features/sessions/live-session";
import { signOut } from "@/lib/features/sessions/sign-out";
import { spaceAccess } from "@/lib/features/sessions/space-access";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { ownPassword, ownPasswordHash, signedIn } from "@/lib/features/testing/password-world";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";

let lab: SsoLab;
let home: Space;
let curious: Space;
let admin: Context;
let id: string;
const ann = "ann@elsewhere.example";

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space: curious, admin } = await aSubscribedSpace(lab, { space: { slug: "curious" } }));
  home = await aSpace(lab.deps.store, { slug: "home" });
  const known = {
    email: ann,
    firstName: "Annabel",
    lastName: "Canary",
    passwordHash: await ownPasswordHash(),
  };
  ({ userId: id } = await aMember(
    lab.deps.store,
    home.id,
    {},
    { ...known, passwordChangedAt: lab.clock.now() },
  ));
  const person = {
    email: ann,
    firstName: "",
    lastName: "",
    role: "reader",
    isItAdministrator: false,
  } as const;
  value(await addPerson(lab.deps, admin, person, { origin: "manual", welcome: false }));
});

/** The inviting space's own provider says that it is her. */
async function vouch() {
  const connection = await anActiveConnection(lab, admin, "saml");
  const finished = await new LabBrowser(lab).signIn(curious, connection, typed(ann));
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  return { ...connection, sessionId: finished.sessionId };
}
const seen = () => findPerson(lab.deps, admin, id);
const hidden = { firstName: "", lastName: "", hasPassword: false, status: "active" };
const shown = { firstName: "Annabel", hasPassword: true, status: "active" };

describe("somebody from outside whom the inviting space's own provider signs in", () => {
  test("comes in, and the space learns nothing of them", async () => {
    await vouch();
    expect(await seen()).toMatchObject(hidden);
    expect(JSON.stringify(await listPeople(lab.deps, admin, {}))).not.toMatch(/Canary|Annabel/);
    expect((await listPeople(lab.deps, admin, { search: "canary" })).total).toBe(0);
    expect(await updatePerson(lab.deps, admin, id, { firstName: "Mine" })).toMatchObject({
      problem: { code: "person_not_owned" },
    });
  });

  test("is a stranger on their own pages there, in its log and among its sessions", async () => {
    const { sessionId } = await vouch();
    const current = await liveSession(lab.deps, sessionId);
    const inside = await spaceAccess(lab.deps, "curious", current, null);
    expect(inside).toMatchObject({ state: "inside", ctx: { user: { email: ann, hasPassword: false } } });
    const { now, store } = lab.deps;
    const sessions = await store.sessionsOf(curious.id).page({}, now());
    expect(sessions.rows.map(({ userName }) => userName)).toContain(ann);
    await signOut(lab.deps, sessionId, null);
    const log = await store.auditOf(curious.id).after(0, 1000);
    expect(log.map(({ action }) => action)).toContain("person.signed_out");
    expect(JSON.stringify([inside, sessions, log])).not.toMatch(/Canary|Annabel/);
  });

  test("is shown once they sign in to the space with their own password", async () => {
    await vouch();
    await signedIn(lab.deps, { email: ann, spaceSlug: "curious" });
    expect(await seen()).toMatchObject(shown);
  });

  test("is shown once a connection that has verified their domain signs them in", async () => {
    const connection = await vouch();
    const organization = await lab.deps.store.organizationsOf(curious.id).own();
    await aVerifiedDomain(lab.deps.store, organization?.id ?? "", "elsewhere.example");
    expect(await new LabBrowser(lab).signIn(curious, connection, typed(ann))).toMatchObject({
      outcome: "signed_in",
    });
    expect(await seen()).toMatchObject({ hasPassword: expect.any(Boolean), firstName: "Typed" });
  });

  test("leaves nothing there of sign-ins and changes elsewhere", async () => {
    await vouch();
    const before = await auditedActions(lab.deps, curious.id);
    await signedIn(lab.deps, { email: ann, spaceSlug: "home", address: "203.0.113.9" });
    const { sessionId } = await signedIn(lab.deps, { email: ann, spaceSlug: null, address: "203.0.113.9" });
    const session = await lab.deps.store.sessions.byId(sessionId);
    expect(session?.spaces.map(({ spaceId }) => spaceId)).toEqual([home.id]);
    const herself = await contextAs(lab.deps, home, id);
    const change = { currentPassword: ownPassword, newPassword: "heron lantern basalt" };
    value(await changePassword(lab.deps, herself, change));
    expect(await auditedActions(lab.deps, curious.id)).toEqual(before);
    expect(await auditedActions(lab.deps, home.id)).toContain("person.signed_in_by_password");
    expect(await seen()).toMatchObject(hidden);
  });

  test("keeps their place when nothing is changed, and is no IT administrator before they have come themselves", async () => {
    await vouch();
    expect(await updatePerson(lab.deps, admin, id, { status: "active" })).toMatchObject({ value: hidden });
    const mark = { role: "admin", isItAdministrator: true } as const;
    expect(await updatePerson(lab.deps, admin, id, mark)).toMatchObject({
      problem: { code: "not_accepted_yet" },
    });
    expect(await updatePerson(lab.deps, admin, id, { status: "deactivated" })).toMatchObject({ ok: true });
    expect(await updatePerson(lab.deps, admin, id, { status: "active" })).toMatchObject({
      value: { ...hidden, status: "invited" },
    });
  });
});

test("the control: somebody of the space's own verified domain is shown at once", async () => {
  const connection = await anActiveConnection(lab, admin, "saml");
  expect(await new LabBrowser(lab).signIn(curious, connection, typed("bob@acme.example"))).toMatchObject({
    outcome: "signed_in",
  });
  const { rows } = await listPeople(lab.deps, admin, { search: "bob@" });
  expect(rows).toMatchObject([{ firstName: "Typed", status: "active" }]);
});
