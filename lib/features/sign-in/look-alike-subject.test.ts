import { afterAll, beforeAll, expect, test } from "vitest";
import { aSubscribedSpace, LabBrowser, openSsoLab, type SsoLab } from "@/lib/features/testing/sso-lab";
import { anActiveSamlConnection } from "@/lib/features/testing/sso-scenes";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());

test.each([
  ["in the case of A to Z", "Frank@Alpha.example", { outcome: "signed_in" }],
  ["by a Kelvin sign for k", "fran\u212a@alpha.example", { outcome: "refused", code: "subject_changed" }],
  ["by an accent", "fr\u00e1nk@alpha.example", { outcome: "refused", code: "subject_changed" }],
])("a subject that differs %s", async (_, subject, expected) => {
  await lab.database.reset();
  const { space, admin } = await aSubscribedSpace(lab);
  const connection = await anActiveSamlConnection(lab, admin, { subjectAttribute: "firstName" });
  const enter = (givenName: string) =>
    new LabBrowser(lab).signIn(space, connection, { typed: { email: "frank@acme.example", givenName } });
  expect(await enter("frank@alpha.example")).toMatchObject({ outcome: "signed_in" });
  expect(await enter(subject)).toMatchObject(expected);
});
