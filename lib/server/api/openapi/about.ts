/** What each part of the API is about. */
export const aboutTag: Record<string, string> = {
  Token: "The token itself.",
  Spaces: "How a space looks.",
  Connections:
    "The trust with identity providers and tools: settings, tests, activation, versions, who comes in and how.",
  Domains: "The email domains of the space's organization.",
  People: "The people of a space.",
  Teams: "The teams of a space, and who is in them.",
  Sessions: "Who is signed in to the space.",
  Tokens: "The tokens of a space. Operator tokens are not among them.",
  Trail: "What was changed, and who signed in.",
  "Configuration as a file":
    "Connections, rules, teams, domains and directories as one file, without secrets.",
  Directories: "Feeds of people and groups by SCIM 2.0: credentials, contents, requests, activation.",
  "Setup links": "Secret addresses for outside IT administrators without a user.",
  Webhooks: "Messages to a program's own address about what happens in the space.",
  "Spaces (operator)": "The vendor's customers, with an operator token.",
  "Applications (operator)": "The vendor's applications, with an operator token.",
  "Events (operator)": "What happens in every space, with an operator token.",
  "Webhooks (operator)": "Messages about what happens in any space, with an operator token.",
};

/** What stands for each variable of an address. */
export const aboutVariable: Record<string, string> = {
  slug: "The space's name in addresses",
  id: "The id of the thing, as its list shows it",
  runId: "The test run's id, from the answer to the test",
  deliveryId: "The message's id",
  requestId: "The request's id, from the directory's request log",
  groupId: "The group's id in the directory",
  tokenId: "The token's id, from the directory's list",
  secretId: "The secret's id, from the directory's client",
  person: "A user's id or email address",
};
