import { describe, expect, test } from "vitest";
import { claimPaths } from "./claim-paths";

describe("nested claims", () => {
  test("are found by path, with all their values as text", () => {
    const claims = {
      realm_access: { roles: ["app-admin", "staff"] },
      resource_access: { portal: { roles: ["editor"] }, empty: { roles: [] } },
      address: { country: "DE", floor: 3, lift: true, none: null },
    };
    expect(claimPaths(claims)).toEqual({
      "realm_access.roles": ["app-admin", "staff"],
      "resource_access.portal.roles": ["editor"],
      "address.country": ["DE"],
      "address.floor": ["3"],
      "address.lift": ["true"],
    });
  });

  test("in a list of objects are found together", () => {
    expect(claimPaths({ groups: [{ name: "a", id: 1 }, "plain", { name: "b" }] })).toEqual({
      "groups.name": ["a", "b"],
      "groups.id": ["1"],
    });
  });

  test("under a name like an address are found behind it", () => {
    expect(claimPaths({ "https://app.example/claims": { roles: ["a"] } })).toEqual({
      "https://app.example/claims.roles": ["a"],
    });
  });

  test("of plain values there are none", () => {
    expect(claimPaths({ email: "ann@acme.example", groups: ["a"], none: null })).toEqual({});
  });

  test("that only mark omitted groups are not read", () => {
    expect(
      claimPaths({ _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "x" } } }),
    ).toEqual({});
  });

  test("are bounded in depth and number", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50)}"x"${"}".repeat(50)}`) as Record<string, unknown>;
    expect(claimPaths(deep)).toEqual({});
    const wide = { all: Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`n${i}`, i])) };
    expect(Object.keys(claimPaths(wide))).toHaveLength(500);
    const long = { list: Array.from({ length: 100_000 }, () => ({ name: "a" })) };
    expect(claimPaths(long)["list.name"]?.length).toBeLessThan(20_000);
    expect(claimPaths({ list: long.list.slice(0, 5_000) })["list.name"]).toHaveLength(5_000);
  });

  test("named like an object's own members are ordinary claims", () => {
    const claims = JSON.parse('{"__proto__": {"constructor": "x"}}') as Record<string, unknown>;
    expect(claimPaths(claims)).toEqual({ "__proto__.constructor": ["x"] });
  });
});
