import { expect, test } from "vitest";
import {
  failingGrace,
  misplacedNames,
  proofRecordName,
  proofRecordValue,
  provesDomain,
  statusWithoutProof,
} from "./domain-proof";

const now = new Date("2030-05-01T00:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const byDns = { status: "verified", verifiedBy: "dns" } as const;

test("a record proves the domain whatever blanks or quotes a DNS console has added", () => {
  const challenge = proofRecordValue("abc");
  expect(proofRecordName("acme.example")).toBe("_gatehouse.acme.example");
  expect(provesDomain(["v=spf1 -all", challenge], challenge)).toBe(true);
  expect(provesDomain([` "${challenge}" `], challenge)).toBe(true);
  expect(provesDomain([`${challenge}x`, "abc", ""], challenge)).toBe(false);
});

test("a domain without its record fails for a week, then expires", () => {
  expect(statusWithoutProof({ ...byDns, verifiedAt: ago(failingGrace) }, now)).toBe("failing");
  expect(statusWithoutProof({ ...byDns, verifiedAt: ago(failingGrace + 1) }, now)).toBe("expired");
});

test("a pending or expired domain stays so, and an operator's approval needs no record", () => {
  expect(statusWithoutProof({ status: "pending", verifiedBy: null, verifiedAt: null }, now)).toBe("pending");
  expect(statusWithoutProof({ status: "expired", verifiedBy: "dns", verifiedAt: ago(1) }, now)).toBe(
    "expired",
  );
  expect(statusWithoutProof({ status: "verified", verifiedBy: "operator", verifiedAt: ago(1e12) }, now)).toBe(
    "verified",
  );
});

test("the places of a misplaced record are few, valid names, and never the right one", () => {
  const names = (domain: string) => misplacedNames(domain).map(({ name }) => name);
  expect(names("acme.example")).toEqual(["acme.example", "_gatehouse.acme.example.acme.example"]);
  const long = Array.from({ length: 120 }, () => "a").join(".");
  for (const domain of ["a.b.c.d.example", long]) {
    expect(names(domain)).not.toContain(proofRecordName(domain));
    expect(names(domain).length).toBeLessThanOrEqual(6);
    expect(names(domain).every((name) => name.length <= 253)).toBe(true);
  }
});
