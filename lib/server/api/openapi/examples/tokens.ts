import { created, type Examples, expires, ids, later, listWith } from "./things";

const token = {
  id: ids.token,
  kind: "integration",
  name: "Terraform",
  prefix: "ghi_4-4SKk",
  owner: { kind: "account", id: ids.account, name: "Terraform" },
  scopes: ["connections:read", "connections:write"],
  state: "live",
  endedBecause: null,
  endedDetail: null,
  createdAt: created,
  expiresAt: expires,
  lastUsedAt: null,
  endedAt: null,
};
export const createdToken = { ...token, token: "ghi_4-4SKki6Xs03dCdHwxvuITgIgTxMsCza4Q9n2COHTBU" };

export const tokenExamples: Examples = {
  whoAmI: {
    response: {
      kind: "account",
      id: ids.account,
      name: "Terraform",
      email: null,
      role: null,
      permissions: [],
      space: { id: ids.space, slug: "orchard", name: "Orchard" },
      token: {
        id: ids.token,
        kind: "integration",
        name: "Terraform",
        scopes: token.scopes,
        expiresAt: expires,
      },
    },
  },
  listTokens: { response: listWith({ ...token, lastUsedAt: later }) },
  createToken: {
    request: { name: "Terraform", scopes: token.scopes, expiresAt: expires },
    response: createdToken,
  },
  revokeToken: {},
};
