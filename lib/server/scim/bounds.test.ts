import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answered, aCustomer, type Customer, idOf, openScimLab, type ScimLab } from "./testing/scim-lab";

let lab: ScimLab;
let ours: Customer;
let bo: string;

beforeAll(async () => {
  lab = await openScimLab();
  ours = await aCustomer(lab, { domain: "ours.example" });
  bo = idOf(await ours.send("POST", "/Users", { userName: "bo@ours.example", externalId: "B" }));
}, 120_000);
afterAll(() => lab.close());

const said = ({ status, body }: Answered) => [status, body?.scimType ?? null];
const patch = (...Operations: object[]) => ({ Operations });

describe("sizes", () => {
  test.each([
    ["brackets", `/Users?filter=${"(".repeat(6_000)}`],
    [
      "nested conditions",
      `/Users?filter=${encodeURIComponent(`${"(".repeat(17)}active eq true${")".repeat(17)}`)}`,
    ],
    ["alternatives", `/Users?filter=${encodeURIComponent(Array(51).fill("active eq true").join(" or "))}`],
    ["a long text", `/Users?filter=${encodeURIComponent(`userName eq "${"a".repeat(4_090)}"`)}`],
  ])("of a filter are bounded: %s", async (_what, path) => {
    expect(said(await ours.send("GET", path))).toEqual([400, "invalidFilter"]);
  });

  test("of a body are bounded", async () => {
    const operations = (count: number) =>
      patch(...Array(count).fill({ op: "replace", path: "title", value: "x" }));
    expect((await ours.send("PATCH", `/Users/${bo}`, operations(1_000))).status).toBe(200);
    expect(said(await ours.send("PATCH", `/Users/${bo}`, operations(10_000)))).toEqual([400, "tooMany"]);
    const nested = (depth: number) =>
      `{"userName":"d@ours.example","x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect((await ours.send("POST", "/Users", nested(15))).status).toBe(201);
    expect(said(await ours.send("POST", "/Users", nested(64)))).toEqual([400, "invalidSyntax"]);
    expect(said(await ours.send("POST", "/Users", "{"))).toEqual([400, "invalidSyntax"]);
    expect(said(await ours.send("POST", "/Users", "[]"))).toEqual([400, "invalidSyntax"]);
    expect(said(await ours.send("POST", "/Users", `{"userName":"${"x".repeat(1_100_000)}"}`))).toEqual([
      413,
      null,
    ]);
    const bulk = { Operations: Array(1_001).fill({ method: "DELETE", path: "/Users/x" }) };
    expect(said(await ours.send("POST", "/Bulk", bulk))).toEqual([413, "tooMany"]);
  });
});

describe("work", () => {
  const title = { op: "replace", path: "title", value: "x" };
  const value = (number: number) => `v${number}@ours.example`;

  test("of a PATCH is bounded, however it compares values", async () => {
    const other = await aCustomer(lab, { domain: "work.example" });
    const emails = Array.from({ length: 100 }, (_, number) => ({ value: value(number), type: `t${number}` }));
    const id = idOf(await other.send("POST", "/Users", { userName: "wo@work.example", emails }));
    const send = (...operations: object[]) => other.send("PATCH", `/Users/${id}`, patch(...operations));
    const conditions = (count: number) => Array(count).fill('value co "q"').join(" or ");
    const filtered = (number: number) => ({
      op: "replace",
      path: `emails[type eq "t${number}" or ${conditions(39)}].display`,
      value: "x",
    });
    expect((await send(filtered(1), filtered(2), title)).status).toBe(200);
    const many = (count: number, make: (number: number) => object) =>
      Array.from({ length: count }, (_, number) => make(number % 100));
    expect(said(await send(...many(100, filtered)))).toEqual([400, "tooMany"]);
    const added = (number: number) => ({
      op: "add",
      path: "emails",
      value: emails.slice(Math.max(number, 10)),
    });
    expect((await send(added(90))).status).toBe(200);
    expect(said(await send(...many(50, added)))).toEqual([400, "tooMany"]);
    const long = (number: number) => ({
      op: "remove",
      path: `emails[value eq "${"x".repeat(900)}${number}"]`,
    });
    expect((await send(...many(5, long))).status).toBe(200);
    expect(said(await send(...many(80, long)))).toEqual([400, "tooMany"]);
  });

  test("of an object with many names is bounded", async () => {
    const names = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, number) => [`x${number}`, 1]));
    const made = await ours.send("POST", "/Users", { userName: "names@ours.example", ...names(999) });
    expect(made.status).toBe(201);
    expect(said(await ours.send("POST", "/Users", { userName: "n2@ours.example", ...names(1_000) }))).toEqual(
      [400, "tooMany"],
    );
    const change = (count: number) =>
      ours.send(
        "PATCH",
        `/Users/${idOf(made)}`,
        patch({ op: "add", value: { title: "x", ...names(count) } }),
      );
    expect((await change(999)).status).toBe(200);
    expect(said(await change(1_000))).toEqual([400, "tooMany"]);
    expect(said(await ours.send("DELETE", `/Users/${idOf(made)}`))).toEqual([204, null]);
  });

  test("of 1,000 changes of members is what they come to", async () => {
    const other = await aCustomer(lab, { domain: "members.example" });
    const [one = "", two = ""] = await Promise.all(
      ["one", "two"].map(async (name) =>
        idOf(await other.send("POST", "/Users", { userName: `${name}@members.example` })),
      ),
    );
    const id = idOf(await other.send("POST", "/Groups", { displayName: "Many", members: [{ value: one }] }));
    const change = (op: string, who: string) => ({ op, path: "members", value: [{ value: who }] });
    const back = Array.from({ length: 499 }, () => [change("remove", one), change("add", one)]).flat();
    const send = (...operations: object[]) => other.send("PATCH", `/Groups/${id}`, patch(...operations));
    expect((await send(...back, change("add", two))).status).toBe(204);
    const members = async () => {
      const { body } = await other.send("GET", `/Groups/${id}`);
      return (body as { members: { value: string }[] }).members.map((each) => each.value);
    };
    expect((await members()).toSorted()).toEqual([one, two].toSorted());
    expect((await send(change("add", one), change("replace", two))).status).toBe(204);
    expect(await members()).toEqual([two]);
    const stranger = idOf(await ours.send("POST", "/Users", { userName: "stranger@ours.example" }));
    // A stranger is refused, although the next operation would take them out again.
    expect(said(await send(change("add", stranger), change("remove", stranger)))).toEqual([
      400,
      "invalidValue",
    ]);
  });
});

test("a name that no index can hold is refused, and the longest that it can is taken", async () => {
  const longest = (length: number) =>
    Array.from({ length }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000))).join("");
  const [fits, longer] = [longest(400), longest(401)];
  const group = (displayName: string, externalId?: string) => ({ displayName, externalId });
  expect((await ours.send("POST", "/Users", { userName: fits, externalId: fits })).status).toBe(201);
  expect((await ours.send("POST", "/Groups", group(fits, fits))).status).toBe(201);
  for (const [path, body] of [
    ["/Users", { userName: longer }],
    ["/Users", { userName: "long@ours.example", externalId: longer }],
    ["/Groups", group(longer)],
    ["/Groups", group("Long", longer)],
  ] as const)
    expect(said(await ours.send("POST", path, body))).toEqual([400, "invalidValue"]);
});
