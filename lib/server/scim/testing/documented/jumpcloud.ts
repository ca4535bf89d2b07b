import { core, type DocumentedRequest, editors, patch } from "./documented-request";

/** Written by what the documentation describes. */
export const jumpcloud: DocumentedRequest[] = [
  {
    what: "tests the connection",
    method: "GET",
    path: "/Users?count=1&startIndex=1",
    status: 200,
    answer: { totalResults: 2, itemsPerPage: 1 },
  },
  {
    what: "creates somebody",
    method: "POST",
    path: "/Users",
    body: {
      schemas: [core],
      userName: "cy@acme.example",
      active: true,
      name: { givenName: "Cy", familyName: "Young" },
      emails: [{ value: "cy@acme.example", type: "work", primary: true }],
      externalId: "5f3c1b2a",
    },
    status: 201,
    answer: { externalId: "5f3c1b2a" },
  },
  {
    what: "updates by PUT",
    method: "PUT",
    path: "/Users/{ann}",
    body: { schemas: [core], userName: "ann@acme.example", active: true, displayName: "Ann" },
    status: 200,
    answer: { displayName: "Ann" },
  },
  {
    what: "adds members in lower case",
    method: "PATCH",
    path: "/Groups/{editors}",
    body: patch({ op: "add", path: "members", value: [{ value: "{bo}" }] }),
    status: 204,
    afterwards: { ...editors, answer: { members: [{ value: "{ann}" }, { value: "{bo}" }] } },
  },
  {
    what: "removes members in lower case",
    method: "PATCH",
    path: "/Groups/{editors}",
    body: patch({ op: "remove", path: "members", value: [{ value: "{ann}" }] }),
    status: 204,
    afterwards: { ...editors, answer: { displayName: "Editors" } },
  },
  {
    what: "deactivates by PATCH",
    method: "PATCH",
    path: "/Users/{ann}",
    body: patch({ op: "replace", path: "active", value: false }),
    status: 200,
    answer: { active: false },
  },
].map((request) => ({ provider: "JumpCloud", ...request }) as DocumentedRequest);
