import { describe, expect, test } from "vitest";
import type { JsonObject } from "../read-json";
import { readResource } from "../read-resource";
import type { ScimResource } from "../resource";
import { groupType } from "../schema/group";
import { userType } from "../schema/user";
import { ScimFault } from "../scim-fault";
import { applyPatch } from "./apply-patch";
import { divideMemberChanges } from "./member-changes";
import { readPatch } from "./read-patch";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const ann: ScimResource = {
  userName: "ann@acme.example",
  active: true,
  name: { givenName: "Ann", familyName: "Lee" },
  emails: [{ value: "ann@acme.example", type: "work", primary: true }],
  department: "Research",
  manager: { value: "person_2", displayName: "Bo" },
};

const patchBody = (...operations: unknown[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});
const read = (...operations: unknown[]) => readPatch(userType, patchBody(...operations));
const patched = (...operations: unknown[]) => applyPatch(ann, read(...operations).operations);
const memberChanges = (...operations: unknown[]) =>
  divideMemberChanges(readPatch(groupType, patchBody(...operations)).operations).members;

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimFault) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return "accepted";
}

describe("a PATCH of a person", () => {
  test.each([
    ["Entra ID, op in capitals, text", { op: "Replace", path: "active", value: "False" }],
    ["Entra ID, newer flag", { op: "replace", path: "active", value: false }],
    ["Okta, no path", { op: "replace", value: { active: false } }],
    ["text in an object", { op: "Replace", value: { active: "False" } }],
    [
      "in a list, as Entra ID once did",
      { op: "Replace", path: "active", value: [{ $ref: null, value: "False" }] },
    ],
    ["add instead of replace", { op: "Add", path: "ACTIVE", value: "false" }],
    [
      "by the schema's address",
      {
        op: "replace",
        path: "urn:ietf:params:scim:schemas:core:2.0:User:active",
        value: false,
      },
    ],
    ["members in any case", { OP: "REPLACE", Path: "Active", VALUE: "FALSE" }],
  ])("takes access away: %s", (_name, operation) => {
    expect(patched(operation)).toEqual({ ...ann, active: false });
  });

  test("sets a part of a value that the brackets choose", () => {
    const operation = { op: "Replace", path: 'emails[type eq "work"].value', value: "ann.b@acme.example" };
    expect(patched(operation).emails).toEqual([{ value: "ann.b@acme.example", type: "work", primary: true }]);
  });

  test("makes the value that brackets describe if there is none", () => {
    const operation = { op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "+1 555" };
    expect(patched(operation).phoneNumbers).toEqual([{ type: "mobile", value: "+1 555" }]);
    const primary = {
      op: "replace",
      path: 'phoneNumbers[type eq "work" and primary eq true].value',
      value: "1",
    };
    expect(patched(primary).phoneNumbers).toEqual([{ type: "work", primary: true, value: "1" }]);
    const vague = { op: "replace", path: 'phoneNumbers[type ne "work"].value', value: "1" };
    expect(refusalOf(() => patched(vague))).toBe("400 noTarget");
  });

  test("reads dotted names, brackets and addresses in an object without a path", () => {
    const value = {
      "name.givenName": "Anna",
      'emails[type eq "work"].value': "anna@acme.example",
      [`${enterprise}:department`]: "Sales",
      [enterprise]: { costCenter: "7" },
      "name.familyName": "Li",
    };
    expect(patched({ op: "replace", value })).toEqual({
      ...ann,
      name: { givenName: "Anna", familyName: "Li" },
      emails: [{ value: "anna@acme.example", type: "work", primary: true }],
      department: "Sales",
      costCenter: "7",
    });
  });

  test("takes a manager as text, as an object and in a list", () => {
    const path = `${enterprise}:manager`;
    for (const value of ["person_3", { value: "person_3" }, [{ value: "person_3" }]])
      expect(patched({ op: "Add", path, value }).manager).toEqual({ value: "person_3" });
    expect(patched({ op: "replace", path: `${path}.value`, value: "person_3" }).manager).toEqual({
      value: "person_3",
    });
    expect(patched({ op: "Remove", path }).manager).toBeUndefined();
    expect(patched({ op: "replace", path, value: "" }).manager).toBeUndefined();
  });

  test("keeps the parts that are not named", () => {
    const operation = { op: "replace", path: "name", value: { givenName: "Anna" } };
    expect(patched(operation).name).toEqual({ givenName: "Anna", familyName: "Lee" });
  });

  test("does several operations in their order", () => {
    const after = patched(
      { op: "Remove", path: "title" },
      { op: "Add", path: "title", value: "Lead" },
      { op: "Replace", path: "displayName", value: "Ann" },
      { op: "Remove", path: "displayName" },
    );
    expect(after).toEqual({ ...ann, title: "Lead" });
  });

  test("adds to a list once, and passes the mark of the first choice on", () => {
    const home = { value: "ann@home.example", type: "home", primary: true };
    const twice = patched(
      { op: "add", path: "emails", value: [home] },
      { op: "add", path: "emails", value: home },
    );
    expect(twice.emails).toEqual([{ value: "ann@acme.example", type: "work", primary: false }, home]);
  });

  test("removes values by brackets, by a list and all of them", () => {
    expect(patched({ op: "remove", path: 'emails[type eq "work"]' }).emails).toBeUndefined();
    expect(patched({ op: "remove", path: 'emails[type eq "home"]' }).emails).toEqual(ann.emails);
    expect(
      patched({ op: "remove", path: "emails", value: [{ value: "ann@acme.example" }] }).emails,
    ).toBeUndefined();
    expect(patched({ op: "remove", path: "emails", value: [] }).emails).toEqual(ann.emails);
    expect(patched({ op: "remove", path: "emails" }).emails).toBeUndefined();
  });

  test("ignores a password and what the schema lacks, and names the latter", () => {
    const patch = read(
      { op: "replace", value: { password: "hunter2", active: false, shoeSize: "44" } },
      { op: "add", path: "urn:example:custom:2.0:User:tag", value: "x" },
      { op: "replace", path: "name.nothing", value: "x" },
    );
    expect(applyPatch(ann, patch.operations)).toEqual({ ...ann, active: false });
    expect(patch.ignored).toEqual(["shoeSize", "urn:example:custom:2.0:User:tag", "name.nothing"]);
  });

  test("leaves out ids in an object, as Okta sends them", () => {
    expect(patched({ op: "replace", value: { id: "other", active: false } })).toEqual({
      ...ann,
      active: false,
    });
  });

  test.each([
    ["no operations", patchBody(), "400 invalidSyntax"],
    ["no list", { Operations: {} }, "400 invalidSyntax"],
    ["another op", patchBody({ op: "move", path: "title" }), "400 invalidSyntax"],
    ["SCIM 1.1", { schemas: ["urn:scim:schemas:core:1.0"], Operations: [{}] }, "400 invalidSyntax"],
    ["remove without a path", patchBody({ op: "remove" }), "400 noTarget"],
    ["a value without a path", patchBody({ op: "add", value: "x" }), "400 invalidValue"],
    ["an id", patchBody({ op: "replace", path: "id", value: "x" }), "400 mutability"],
    ["meta", patchBody({ op: "replace", path: "meta.version", value: "x" }), "400 mutability"],
    ["groups of a person", patchBody({ op: "add", path: "groups", value: [] }), "400 mutability"],
    ["the name gone", patchBody({ op: "remove", path: "userName" }), "400 mutability"],
    ["the name empty", patchBody({ op: "replace", path: "userName", value: "" }), "400 mutability"],
    ["active gone", patchBody({ op: "remove", path: "active" }), "400 mutability"],
    ["active null", patchBody({ op: "replace", value: { active: null } }), "400 mutability"],
    ["active odd", patchBody({ op: "replace", path: "active", value: "no" }), "400 invalidValue"],
    ["an object as text", patchBody({ op: "replace", path: "title", value: { x: 1 } }), "accepted"],
    ["a list as text", patchBody({ op: "replace", path: "title", value: ["a", "b"] }), "400 invalidValue"],
    ["open brackets", patchBody({ op: "remove", path: 'emails[type eq "work"' }), "400 invalidPath"],
    ["brackets at one value", patchBody({ op: "remove", path: 'title[value eq "x"]' }), "400 invalidPath"],
    ["NUL", patchBody({ op: "replace", path: "title", value: "a\0b" }), "400 invalidValue"],
    ["half a character", patchBody({ op: "replace", path: "title", value: "a\ud800" }), "400 invalidValue"],
    [
      "a long text",
      patchBody({ op: "replace", path: "title", value: "x".repeat(8_193) }),
      "400 invalidValue",
    ],
    ["10,000 operations", patchBody(...Array(10_000).fill({ op: "remove", path: "title" })), "400 tooMany"],
  ])("%s", (_name, body, outcome) => {
    expect(refusalOf(() => applyPatch(ann, readPatch(userType, body as JsonObject).operations))).toBe(
      outcome,
    );
  });

  test("changes nothing if one operation is refused", () => {
    const before = structuredClone(ann);
    const work = () =>
      patched({ op: "replace", path: "title", value: "x" }, { op: "remove", path: "userName" });
    expect(refusalOf(work)).toBe("400 mutability");
    expect(ann).toEqual(before);
  });

  test("never reaches an object's prototype", () => {
    const names = ["__proto__", "constructor", "constructor.prototype", "prototype", "__proto__.polluted"];
    const operations = names.flatMap((name) => [
      { op: "add", path: name, value: { polluted: true } },
      { op: "replace", path: `${name}.polluted`, value: true },
      { op: "add", path: `name.${name}`, value: "x" },
      { op: "add", path: `emails[type eq "${name}"].${name}`, value: "x" },
      { op: "add", value: JSON.parse(`{"${name}": {"polluted": true}, "name": {"${name}": "x"}}`) },
    ]);
    const sent = patchBody(...operations, { op: "replace", path: "title", value: "Lead" });
    const after = applyPatch(ann, readPatch(userType, JSON.parse(JSON.stringify(sent))).operations);
    expect(after).toEqual({ ...ann, title: "Lead" });
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
    const resource = readResource(userType, JSON.parse('{"userName": "x", "__proto__": {"active": true}}'));
    expect(resource).toEqual({ resource: { userName: "x" }, ignored: ["__proto__"] });
    expect(Object.hasOwn(resource.resource, "active") || "active" in resource.resource).toBe(false);
  });
});

describe("a PATCH of a group", () => {
  test.each([
    ["Entra ID adds", { op: "Add", path: "members", value: [{ $ref: null, value: "a" }] }, "add", ["a"]],
    [
      "JumpCloud adds",
      { op: "add", path: "members", value: [{ value: "a" }, { value: "b" }] },
      "add",
      ["a", "b"],
    ],
    ["without a path", { op: "add", value: { members: [{ value: "a" }] } }, "add", ["a"]],
    ["one that is no list", { op: "add", path: "members", value: { value: "a" } }, "add", ["a"]],
    ["bare ids", { op: "add", path: "members", value: ["a", "b"] }, "add", ["a", "b"]],
    [
      "Entra ID removes",
      { op: "Remove", path: "members", value: [{ $ref: null, value: "a" }] },
      "remove",
      ["a"],
    ],
    ["by brackets", { op: "remove", path: 'members[value eq "a"]' }, "remove", ["a"]],
    [
      "by brackets, two",
      { op: "remove", path: 'members[value eq "a" or value eq "b"]' },
      "remove",
      ["a", "b"],
    ],
    ["removed without a path", { op: "remove", value: { members: [{ value: "a" }] } }, "remove", ["a"]],
    ["all removed", { op: "remove", path: "members" }, "remove", null],
    ["none removed", { op: "remove", path: "members", value: [] }, "remove", []],
    ["Okta replaces all", { op: "replace", path: "members", value: [{ value: "a" }] }, "replace", ["a"]],
    ["replaced by nobody", { op: "replace", path: "members", value: [] }, "replace", []],
  ] as const)("%s", (_name, operation, op, ids) => {
    expect(memberChanges(operation)).toEqual([{ op, ids }]);
  });

  test("keeps the order of removing and adding, beside a new name", () => {
    const { operations } = readPatch(
      groupType,
      patchBody(
        { op: "remove", path: 'members[value eq "a"]' },
        { op: "add", path: "members", value: [{ value: "b", display: "Bo" }] },
        { op: "replace", value: { id: "group_1", displayName: "New name" } },
      ),
    );
    const { members, others } = divideMemberChanges(operations);
    expect(members).toEqual([
      { op: "remove", ids: ["a"] },
      { op: "add", ids: ["b"] },
    ]);
    expect(applyPatch({ displayName: "Old name" }, others)).toEqual({ displayName: "New name" });
  });

  test.each([
    [
      "a member without an id",
      { op: "add", path: "members", value: [{ display: "Bo" }] },
      "400 invalidValue",
    ],
    [
      "a group as a member",
      { op: "add", path: "members", value: [{ value: "g", type: "Group" }] },
      "400 invalidValue",
    ],
    ["brackets by name", { op: "remove", path: 'members[display eq "Bo"]' }, "400 invalidPath"],
    [
      "a member changed",
      { op: "replace", path: 'members[value eq "a"].value', value: "b" },
      "400 mutability",
    ],
  ])("refuses %s", (_name, operation, outcome) => {
    expect(refusalOf(() => memberChanges(operation))).toBe(outcome);
  });
});
