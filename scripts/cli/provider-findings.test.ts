import { expect, test } from "vitest";
import type { LiveProvider } from "@/lib/features/sign-in/list-live-providers";
import { keyPairs } from "@/lib/infra/crypto/key-pairs";
import { certificateFindings } from "./provider-findings";

const made = new Date("2026-03-01T00:00:00Z");
/** A certificate is valid for ten years. */
const near = new Date("2036-02-20T00:00:00Z");
const after = new Date("2036-03-02T00:00:00Z");

function aProvider(change: Partial<LiveProvider>): LiveProvider {
  return {
    space: "acme",
    connection: "Okta",
    certificates: [],
    ownCertificates: [],
    documentUrl: null,
    ...change,
  };
}

test("a certificate's expiry is reported in time, the provider's and ours, unless another one replaces it", async () => {
  const old = (await keyPairs.make("old", made)).certificate;
  const fresh = (await keyPairs.make("fresh", near)).certificate;
  const theirs = aProvider({ certificates: [old] });
  const ours = aProvider({ certificates: [fresh], ownCertificates: [old] });
  const rolling = aProvider({ certificates: [old, fresh] });
  expect(certificateFindings([theirs, rolling], made)).toMatchObject([{ ok: true }]);
  expect(certificateFindings([theirs, ours, rolling], near)).toEqual([
    {
      check: "certificates",
      ok: false,
      message:
        "Okta (acme): the provider's certificate expires at 2036-03-01T00:00:00.000Z. Add the new one.",
    },
    {
      check: "certificates",
      ok: false,
      message:
        "Okta (acme): our certificate expires at 2036-03-01T00:00:00.000Z. Create a new one on the connection's page.",
    },
  ]);
  expect(certificateFindings([theirs], after)).toMatchObject([
    { message: expect.stringContaining("expired at") },
  ]);
  expect(certificateFindings([aProvider({ certificates: [fresh] })], made)).toMatchObject([
    { message: expect.stringContaining("begins at") },
  ]);
});
