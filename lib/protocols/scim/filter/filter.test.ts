import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScimResource } from "../resource";
import { groupType } from "../schema/group";
import { userType } from "../schema/user";
import { ScimFault } from "../scim-fault";
import { matches } from "./matches";
import { parseFilter } from "./parse-filter";

const ann: ScimResource = {
  userName: "Ann@acme.example",
  externalId: "A-1",
  active: true,
  displayName: "Ann Lee",
  name: { givenName: "Ann", familyName: "Lee" },
  emails: [
    { value: "ann@acme.example", type: "work", primary: true },
    { value: "ann@home.example", type: "home" },
  ],
  department: "Research",
  manager: { value: "person_2" },
};
const finds = (filter: string, resource = ann) => matches(parseFilter(userType, filter), resource);

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimFault) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return "read";
}

describe("filters", () => {
  test.each([
    // RFC 7644 §3.4.2.2, figure 1, on attributes of this schema.
    ['userName eq "ann@ACME.example"', true],
    ['name.familyName co "E"', true],
    ['userName sw "ANN"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "Ann"', true],
    ["title pr", false],
    ['title pr and userType eq "Employee"', false],
    ['title pr or userName ew ".example"', true],
    ['userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")', true],
    ['userType ne "Employee" and not (emails.type eq "work")', false],
    ['emails[type eq "work" and value co "@acme.example"]', true],
    ['emails[type eq "home" and value co "@acme.example"]', false],
    ['emails[type eq "home" and value co "@acme.example"] or ims[type eq "xmpp" and value pr]', false],
    // As providers send them.
    ['emails[type eq "work"].value eq "ann@acme.example"', true],
    ['emails[type eq "home"].value eq "ann@acme.example"', false],
    ['USERNAME EQ "ann@acme.example"', true],
    ['externalId eq "a-1"', false],
    ['externalId eq "A-1"', true],
    ["active eq true", true],
    ['active eq "True"', true],
    ["active eq false", false],
    ['department eq "research"', true],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "research"', true],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "person_2"', true],
    ['manager eq "person_2"', true],
    ["title eq null", true],
    ["userName eq null", false],
    ['userName gt "ann" and userName lt "b"', true],
    ['not(userName eq "ann@acme.example")', false],
    ['userName eq "a" or userName eq "b" and active eq true', false],
    ['userName eq "ann@acme.example" or userName eq "b" and active eq false', true],
    ['(userName eq "ann@acme.example" or userName eq "b") and active eq false', false],
    ['displayName eq "Ann \\u004cee"', true],
  ])("%s: %s", (filter, found) => {
    expect(finds(filter)).toBe(found);
  });

  test.each([
    "",
    "userName",
    "userName eq",
    "userName eq ann",
    'userName is "ann"',
    'userName eq "ann',
    'userName eq "ann" and',
    'userName eq "ann" or or active eq true',
    '(userName eq "ann"',
    'userName eq "ann")',
    'userName[value eq "x"]',
    'emails[type eq "work"',
    'emails[nothing eq "work"]',
    'emails[emails[type eq "x"]]',
    'unknown eq "x"',
    "active gt true",
    'active eq "yes"',
    'name eq "Ann"',
    'meta.created gt "yesterday"',
    'password eq "x"',
    '__proto__ eq "x"',
    'constructor.name eq "x"',
    'userName eq "\\x"',
    'not userName eq "x"',
  ])("refuses %s", (filter) => {
    expect(refusalOf(() => parseFilter(userType, filter))).toBe("400 invalidFilter");
  });

  test("does not fold letters of other alphabets", () => {
    expect(finds('userName eq "fran\u212a"', { userName: "frank" })).toBe(false);
    expect(finds('userName eq "FRANK"', { userName: "frank" })).toBe(true);
  });

  test("bounds depth, length and the number of conditions before any work", () => {
    const deep = (depth: number) => `${"(".repeat(depth)}active eq true${")".repeat(depth)}`;
    const wide = (terms: number) => Array(terms).fill("active eq true").join(" or ");
    expect(refusalOf(() => parseFilter(userType, deep(16)))).toBe("read");
    expect(refusalOf(() => parseFilter(userType, deep(17)))).toBe("400 invalidFilter");
    expect(refusalOf(() => parseFilter(userType, deep(20_000)))).toBe("400 invalidFilter");
    expect(refusalOf(() => parseFilter(userType, "(".repeat(4_000)))).toBe("400 invalidFilter");
    expect(refusalOf(() => parseFilter(userType, wide(50)))).toBe("read");
    expect(refusalOf(() => parseFilter(userType, wide(51)))).toBe("400 invalidFilter");
    expect(refusalOf(() => parseFilter(userType, `userName eq "${"a".repeat(4_000)}"`))).toBe("read");
    expect(refusalOf(() => parseFilter(userType, `userName eq "${"a".repeat(5_000)}"`))).toBe(
      "400 invalidFilter",
    );
  });

  test("reads the members of a group", () => {
    const group: ScimResource = { displayName: "Editors", members: [{ value: "person_1" }] };
    const inGroup = (filter: string) => matches(parseFilter(groupType, filter), group);
    expect(inGroup('members eq "person_1"')).toBe(true);
    expect(inGroup('members[value eq "person_1"]')).toBe(true);
    expect(inGroup('members.value eq "person_2"')).toBe(false);
    expect(inGroup('displayName eq "editors" and members eq "person_1"')).toBe(true);
  });

  test("either reads or refuses any text, and never fails otherwise", () => {
    const piece = fc.constantFrom(
      ...'( ) [ ] " \\ eq and or not pr userName emails emails[type .value true null 1 __proto__'.split(" "),
    );
    const source = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(source, (text) => {
        expect(refusalOf(() => parseFilter(userType, text))).toMatch(/^(read|400 invalidFilter)$/);
      }),
    );
  });
});
