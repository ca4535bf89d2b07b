import { afterAll, beforeAll, expect, test } from "vitest";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());

test.each([
  ["names the request in its confirmation only", "request_in_confirmation"],
  ["is unsigned and has neither Issuer nor Destination", "bare_response"],
] as const)("a SAML response that %s finds its attempt and signs the person in", async (_, fault) => {
  await lab.database.reset();
  const { space, admin } = await aSubscribedSpace(lab);
  const connection = await anActiveConnection(lab, admin, "saml");
  expect(await new LabBrowser(lab).signIn(space, connection, { fault })).toMatchObject({
    outcome: "signed_in",
  });
  expect(await lab.deps.store.attempts.page(space.id, { pageSize: 1 })).toMatchObject({
    rows: [{ initiatedBy: "service_provider", status: "admitted" }],
  });
  const other = await new LabBrowser(lab).signIn(space, connection, { fault: "wrong_request" });
  expect(other.outcome).not.toBe("signed_in");
});
