import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { setOption } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";

let lab: SsoLab;
let space: Space;
let connection: { connectionId: string; reference: string };

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

/** An OpenID connection whose mapping reads the address from `email`, or from another claim. */
async function open(domain: string, email: string | null) {
  const opened = await aSubscribedSpace(lab, { domain });
  space = opened.space;
  connection = await anActiveConnection(lab, opened.admin, "oidc");
  const attributes = { email, firstName: null, lastName: null, groups: null };
  await setOption(lab, space, connection.connectionId, { attributes });
}
const signIn = (pick: Pick = {}) => new LabBrowser(lab).signIn(space, connection, pick);
const guest = async () => {
  const { userId } = await aMember(lab.deps.store, space.id, { origin: "manual" });
  const user = await lab.deps.store.users.byId(userId);
  await lab.deps.store.users.update(userId, { email: "ada.moreno@acme.example" });
  return user?.id;
};

test("email_verified of claim email does not vouch for a guest whom another claim names", async () => {
  await open("other.example", "preferred_username");
  await guest();
  expect(await signIn()).toMatchObject({ outcome: "refused", code: "email_not_verified" });
  await setOption(lab, space, connection.connectionId, {
    attributes: { email: "email", firstName: null, lastName: null, groups: null },
  });
  expect(await signIn()).toMatchObject({ outcome: "signed_in" });
});

test("an unverified private address does not spoil one that another claim brings from a verified domain", async () => {
  await open("acme.example", null);
  const unverified = { fault: "person_email_unverified" } as const;
  expect(await signIn(unverified)).toMatchObject({ outcome: "refused", code: "email_not_verified" });
  await setOption(lab, space, connection.connectionId, {
    attributes: { email: "preferred_username", firstName: null, lastName: null, groups: null },
  });
  expect(await signIn(unverified)).toMatchObject({ outcome: "signed_in" });
});
