import { type DocumentedRequest, editors, enterprise, patch } from "./documented-request";

/** Written by what the documentation describes. */
export const entraNewer: DocumentedRequest[] = [
  {
    what: "updates several attributes without a path",
    method: "PATCH",
    path: "/Users/{ann}",
    body: patch({
      op: "replace",
      value: {
        displayName: "Ann Bell",
        active: false,
        "name.givenName": "Anna",
        'emails[type eq "work"].value': "anna@acme.example",
        [`${enterprise}:department`]: "Sales",
      },
    }),
    status: 200,
    answer: {
      displayName: "Ann Bell",
      active: false,
      name: { givenName: "Anna" },
      emails: [{ value: "anna@acme.example" }],
      [enterprise]: { department: "Sales" },
    },
  },
  {
    what: "disables somebody",
    method: "PATCH",
    path: "/Users/{ann}",
    body: patch({ op: "replace", path: "active", value: false }),
    status: 200,
    answer: { active: false },
  },
  {
    what: "adds a manager",
    method: "PATCH",
    path: "/Users/{ann}",
    body: patch({ op: "add", value: { [`${enterprise}:manager`]: "{bo}" } }),
    status: 200,
    answer: { [enterprise]: { manager: { value: "{bo}" } } },
  },
  {
    what: "removes a member by brackets",
    method: "PATCH",
    path: "/Groups/{editors}",
    body: patch({ op: "remove", path: 'members[value eq "{ann}"]' }),
    status: 204,
    afterwards: { ...editors, answer: { displayName: "Editors" } },
  },
  {
    what: "adds members",
    method: "PATCH",
    path: "/Groups/{editors}",
    body: patch({ op: "add", path: "members", value: [{ value: "{bo}" }] }),
    status: 204,
    afterwards: { ...editors, answer: { members: [{ value: "{ann}" }, { value: "{bo}" }] } },
  },
].map((request) => ({ provider: "Entra ID, newer flag", ...request }) as DocumentedRequest);
