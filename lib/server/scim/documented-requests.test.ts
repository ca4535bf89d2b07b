import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentedRequests } from "./testing/documented-requests";
import { aCustomer, type Customer, idOf, openScimLab, type ScimLab } from "./testing/scim-lab";

let lab: ScimLab;
beforeAll(async () => {
  lab = await openScimLab();
});
afterAll(() => lab.close());

let made = 0;

/** A directory with two people and a group, by the SCIM names that the table uses. */
async function aDirectory(): Promise<{ customer: Customer; ids: Record<string, string> }> {
  made += 1;
  const customer = await aCustomer(lab, { domain: `acme${made}.example` });
  const ann = await customer.send("POST", "/Users", {
    userName: "ann@acme.example",
    externalId: "ext-ann",
    displayName: "Ann Lee",
    title: "Lead",
    name: { givenName: "Ann", familyName: "Lee" },
    emails: [{ value: "ann@acme.example", type: "work", primary: true }],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Research" },
  });
  const bo = await customer.send("POST", "/Users", { userName: "bo@acme.example", externalId: "ext-bo" });
  const members = [{ value: idOf(ann) }];
  const editors = await customer.send("POST", "/Groups", { displayName: "Editors", members });
  return { customer, ids: { ann: idOf(ann), bo: idOf(bo), editors: idOf(editors) } };
}

function filled<T>(template: T, ids: Record<string, string>): T {
  const text = JSON.stringify(template).replace(/\{(ann|bo|editors)\}/g, (_, name) => ids[name] ?? "");
  return JSON.parse(text) as T;
}

test("at least sixty requests are documented, of each provider some", () => {
  expect(documentedRequests.length).toBeGreaterThanOrEqual(60);
  expect(new Set(documentedRequests.map(({ provider }) => provider)).size).toBe(6);
});

describe.each(documentedRequests)("$provider $what", (documented) => {
  test("is answered as documented", async () => {
    const { customer, ids } = await aDirectory();
    const { method, path, body, headers, status, answer, afterwards } = filled(documented, ids);
    const decoded = path.replaceAll("%7Bann%7D", ids.ann ?? "").replaceAll("%7Bbo%7D", ids.bo ?? "");
    const answered = await customer.send(
      method,
      decoded.replaceAll("%7Beditors%7D", ids.editors ?? ""),
      body,
      headers,
    );
    expect({ status: answered.status, body: answered.body }).toMatchObject({
      status,
      ...(answer ? { body: answer } : {}),
    });
    expect(JSON.stringify(answered.body)).not.toMatch(/password|1mz050nq/);
    if (!afterwards) return;
    const read = await customer.send("GET", afterwards.path);
    expect({ status: read.status, body: read.body }).toMatchObject({
      status: afterwards.status ?? 200,
      ...(afterwards.answer ? { body: afterwards.answer } : {}),
    });
  });
});
