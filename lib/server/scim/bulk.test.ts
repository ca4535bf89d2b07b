import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCustomer, type Customer, openScimLab, type ScimLab } from "./testing/scim-lab";

let lab: ScimLab;
let ours: Customer;

beforeAll(async () => {
  lab = await openScimLab();
  ours = await aCustomer(lab, { domain: "ours.example" });
  await ours.send("POST", "/Users", { userName: "ann@ours.example" });
}, 120_000);
afterAll(() => lab.close());

describe("a Bulk request", () => {
  const bulk = async (body: object) => {
    const answered = await ours.send("POST", "/Bulk", body);
    return {
      status: answered.status,
      operations: (answered.body?.Operations ?? []) as Record<string, unknown>[],
    };
  };

  test("makes people and the group that names them, in any order", async () => {
    const { status, operations } = await bulk({
      Operations: [
        {
          method: "POST",
          path: "/Groups",
          bulkId: "g",
          data: { displayName: "Bulk", members: [{ value: "bulkId:u" }] },
        },
        { method: "POST", path: "/Users", bulkId: "u", data: { userName: "bulk@ours.example" } },
        {
          method: "PATCH",
          path: "/Users/bulkId:u",
          data: { Operations: [{ op: "replace", path: "title", value: "x" }] },
        },
      ],
    });
    expect(status).toBe(200);
    expect(operations).toMatchObject([
      { method: "POST", bulkId: "g", status: "201" },
      { method: "POST", bulkId: "u", status: "201", version: 'W/"1"' },
      { method: "PATCH", status: "200" },
    ]);
    const id = String(operations[1]?.location).split("/").at(-1);
    const { body } = await ours.send("GET", `/Groups/${String(operations[0]?.location).split("/").at(-1)}`);
    expect(body?.members).toMatchObject([{ value: id, display: "bulk@ours.example" }]);
  });

  test("goes on after a failure, or stops where it was told to", async () => {
    const Operations = [
      { method: "POST", path: "/Users", bulkId: "a", data: { userName: "ann@ours.example" } },
      {
        method: "POST",
        path: "/Groups",
        bulkId: "b",
        data: { displayName: "After", members: [{ value: "bulkId:a" }] },
      },
      { method: "POST", path: "/Users", bulkId: "c", data: { userName: "later@ours.example" } },
    ];
    expect((await bulk({ failOnErrors: 1, Operations })).operations).toMatchObject([
      { status: "409", response: { scimType: "uniqueness" } },
    ]);
    expect((await bulk({ Operations })).operations.map(({ status }) => status)).toEqual([
      "409",
      "400",
      "201",
    ]);
  });

  test("is carried out as it was sent, as far as its references allow", async () => {
    const group = (bulkId: string, displayName: string, member: string) => ({
      method: "POST",
      path: "/Groups",
      bulkId,
      data: { displayName, members: [{ value: member }] },
    });
    const first = await bulk({
      Operations: [
        group("late", "Same name", "bulkId:p"),
        { method: "POST", path: "/Users", bulkId: "p", data: { userName: "order@ours.example" } },
        group("early", "Same name", "bulkId:p"),
      ],
    });
    expect(first.operations.map(({ bulkId, status }) => [bulkId, status])).toEqual([
      ["late", "201"],
      ["p", "201"],
      ["early", "409"],
    ]);
  });

  test("of a chain of 1,000 is refused from its end, and looks through each operation once", async () => {
    const link = (number: number) => ({
      method: "POST",
      path: "/Groups",
      bulkId: `c${number}`,
      data: { displayName: `Chain ${number}`, members: [{ value: `bulkId:c${number + 1}` }] },
    });
    const { operations } = await bulk({ Operations: Array.from({ length: 1_000 }, (_, n) => link(n)) });
    expect(operations).toHaveLength(1_000);
    expect(operations[999]).toMatchObject({ response: { detail: expect.stringContaining("bulkId:c1000") } });
    expect(operations[0]).toMatchObject({ response: { detail: expect.stringContaining("bulkId:c1.") } });
    expect(new Set(operations.map(({ status }) => status))).toEqual(new Set(["400"]));
  });

  test("refuses a circle, an unknown reference and one id for two", async () => {
    const person = (bulkId: string, manager: string) => ({
      method: "POST",
      path: "/Users",
      bulkId,
      data: { userName: `${bulkId}@ours.example`, manager: { value: manager } },
    });
    const circle = await bulk({
      Operations: [person("x", "bulkId:y"), person("y", "bulkId:x"), person("z", "bulkId:none")],
    });
    expect(circle.operations.map(({ status }) => status)).toEqual(["409", "409", "400"]);
    expect((await bulk({ Operations: [person("x", ""), person("x", "")] })).status).toBe(400);
  });
});
