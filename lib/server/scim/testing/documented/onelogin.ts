import { core, type DocumentedRequest, editors, enterprise, found, query } from "./documented-request";

/** Written by what the documentation describes. */
export const onelogin: DocumentedRequest[] = [
  {
    what: "asks for somebody",
    method: "GET",
    path: `/Users?filter=${query('userName eq "ann@acme.example"')}`,
    status: 200,
    answer: found(1),
  },
  {
    what: "creates somebody",
    method: "POST",
    path: "/Users",
    body: {
      schemas: [core, enterprise],
      userName: "cy@acme.example",
      name: { givenName: "Cy", familyName: "Young", formatted: "Cy Young" },
      emails: [{ value: "cy@acme.example", type: "work", primary: true }],
      phoneNumbers: [{ value: "", type: "work" }],
      title: "",
      active: true,
      [enterprise]: { department: "" },
    },
    status: 201,
    answer: { schemas: [core], userName: "cy@acme.example" },
  },
  {
    what: "updates by PUT",
    method: "PUT",
    path: "/Users/{ann}",
    body: {
      schemas: [core],
      userName: "ann@acme.example",
      name: { givenName: "Anna", familyName: "Lee" },
      emails: [{ value: "ann@acme.example", type: "work", primary: true }],
      active: true,
    },
    status: 200,
    answer: { name: { givenName: "Anna" } },
  },
  {
    what: "suspends by PUT",
    method: "PUT",
    path: "/Users/{ann}",
    body: { schemas: [core], userName: "ann@acme.example", active: false },
    status: 200,
    answer: { active: false },
  },
  {
    what: "updates a group by PATCH",
    method: "PATCH",
    path: "/Groups/{editors}",
    body: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: [{ value: "{bo}" }] }],
    },
    status: 204,
    afterwards: { ...editors, answer: { members: [{ value: "{ann}" }, { value: "{bo}" }] } },
  },
  {
    what: "deletes somebody",
    method: "DELETE",
    path: "/Users/{bo}",
    status: 204,
    afterwards: { path: "/Users/{bo}", status: 404 },
  },
].map((request) => ({ provider: "OneLogin", ...request }) as DocumentedRequest);
