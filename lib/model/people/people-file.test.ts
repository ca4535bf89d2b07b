import { describe, expect, test } from "vitest";
import { leastTime } from "@/lib/protocols/saml/testing/processor-time";
import { readPeopleFile } from "./people-file";

const read = (text: string) => {
  const file = readPeopleFile(text);
  if (!file.ok) throw new Error(file.message);
  return file;
};
const ann = {
  email: "ann@acme.example",
  firstName: "Ann",
  lastName: "Apple",
  role: "editor",
  teams: ["Sales"],
};

describe("columns", () => {
  test.each([
    "email,first name,last name,role,team\nann@acme.example,Ann,Apple,editor,Sales",
    "\uFEFFE-Mail Address;GIVEN_NAME;Surname;Role;Teams\r\nANN@ACME.example;Ann;Apple;Editor;Sales\r\n",
    "Role,Groups,Last name,First name,Phone,Mail\neditor,Sales,Apple,Ann,1,ann@acme.example",
    "ann@acme.example,Ann,Apple,editor,Sales",
    'email,name,role,team\nann@acme.example,"Apple, Ann",editor,Sales',
  ])("are recognised by any usual name: %s", (text) => {
    expect(read(text).rows).toEqual([{ line: expect.any(Number), ...ann }]);
  });

  test("must contain addresses", () => {
    expect(readPeopleFile("name,role\nAnn,admin")).toMatchObject({ ok: false });
    expect(readPeopleFile("")).toMatchObject({ ok: false });
    expect(readPeopleFile("email,role\n")).toMatchObject({ ok: false });
  });
});

test("several teams are in one cell, divided by |", () => {
  expect(read("email,teams\na@b.example,Sales | Support|Sales").rows[0]?.teams).toEqual(["Sales", "Support"]);
});

test("each bad row is reported with its line, and the others are read", () => {
  const { rows, errors } = read(
    [
      "email,role",
      "ann@acme.example,admin",
      "no address,reader",
      "a@b,c@d",
      "ben@acme.example,Super Admin; DROP TABLE",
      ",reader",
      "ANN@acme.example,reader",
      "cy@acme.example,",
    ].join("\n"),
  );
  expect(rows.map(({ email, role }) => [email, role])).toEqual([
    ["ann@acme.example", "admin"],
    ["cy@acme.example", null],
  ]);
  expect(errors.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
  expect(errors[2]?.message).toContain("is not a role");
  expect(errors[4]?.message).toContain("line 2");
});

test("formulas are kept as text and reported", () => {
  const { rows, flags } = read('email,first name\na@b.example,"=SUM(""A1"")"');
  expect(rows[0]?.firstName).toBe('=SUM("A1")');
  expect(flags).toMatchObject([{ line: 2, email: "a@b.example" }]);
});

test("20,000 rows take less than a second of processor time, and one more is refused", () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `person${i}@acme.example,"First ${i}",Last,reader,Team`,
  );
  const text = ["email,first,last,role,team", ...rows].join("\r\n");
  expect(leastTime(() => expect(read(text).rows).toHaveLength(20_000), 1_000)).toBeLessThan(1_000);
  expect(readPeopleFile(["email", ...rows, "one@more.example"].join("\n"))).toMatchObject({ ok: false });
});
