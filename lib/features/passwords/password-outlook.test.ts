import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import {
  anActiveConnection,
  aSubscribedSpace,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { passwordOutlook } from "./password-outlook";

let lab: SsoLab;
let space: Space;
let admin: Context;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
});

async function outlookOf(email: string, change: Parameters<typeof aMember>[2] = {}) {
  const { userId } = await aMember(lab.deps.store, space.id, change, { email });
  const user = await lab.deps.store.users.byId(userId);
  if (!user) throw new Error("the person is not there");
  return passwordOutlook(lab.deps.store, user);
}

test("a password ends at single sign-on only for people of a verified domain, once a connection is active", async () => {
  expect(await outlookOf("a@acme.example")).toEqual({ mayUse: true, endsAtSso: false });
  await anActiveConnection(lab, admin, "saml");
  expect(await outlookOf("b@acme.example")).toEqual({ mayUse: true, endsAtSso: true });
  expect(await outlookOf("c@elsewhere.example")).toEqual({ mayUse: true, endsAtSso: false });
});

test("administrators, and everyone where passwords are kept, keep theirs", async () => {
  await anActiveConnection(lab, admin, "saml");
  const administrator = { role: "admin", licence: "admin" } as const;
  expect(await outlookOf("a@acme.example", administrator)).toMatchObject({ endsAtSso: false });
  await lab.deps.store.spaces.update(space.id, { convertToSsoOnly: false });
  expect(await outlookOf("b@acme.example")).toMatchObject({ endsAtSso: false });
});

test("nobody may use one where passwords are for IT administrators only", async () => {
  await lab.deps.store.spaces.update(space.id, { passwordSignIn: "it_administrators_only" });
  expect(await outlookOf("a@acme.example")).toMatchObject({ mayUse: false });
});
