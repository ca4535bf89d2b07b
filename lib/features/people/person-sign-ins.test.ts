import { afterAll, beforeAll, expect, test } from "vitest";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { readPersonCard } from "./list-people";
import { personSignIns } from "./person-sign-ins";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());

test("a person's card lists their sign-ins to this space with causes, newest first, and no other space's", async () => {
  const { space, admin } = await aSubscribedSpace(lab);
  const connection = await anActiveConnection(lab, admin, "saml");
  const browser = new LabBrowser(lab);
  await browser.signIn(space, connection, { person: "ben-okafor" });
  const email = "ben.okafor@acme.example";
  const id = (await lab.deps.store.users.byEmail(email))?.id ?? "";
  await lab.deps.store.membershipsOf(space.id).update(id, { status: "deactivated", licence: null });
  lab.clock.forward(1);
  await browser.signIn(space, connection, { person: "ben-okafor" });
  await browser.signIn(space, connection, { person: "ada-moreno" });

  const signIns = await personSignIns(lab.deps, admin, { id, email });
  expect(signIns.map(({ status, connection: name }) => [status, name])).toEqual([
    ["refused", "Simulator saml"],
    ["admitted", "Simulator saml"],
  ]);
  expect(signIns[0]?.cause).toMatch(/deactivated/i);
  expect(await readPersonCard(lab.deps, admin, id)).toMatchObject({
    roleOrigin: expect.stringContaining("single"),
  });

  const other = await aSubscribedSpace(lab, { domain: "other.example" });
  expect(await personSignIns(lab.deps, other.admin, { id, email })).toEqual([]);
});
