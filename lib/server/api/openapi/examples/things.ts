/** What the examples are about: the space of Orchard, a customer that uses Okta. */
export const at = "https://sso.example";
export const created = "2026-03-02T09:30:00.000Z";
export const later = "2026-03-02T10:15:00.000Z";
export const expires = "2036-03-02T00:00:00.000Z";

export const ids = {
  space: "space_01kjq2f6s0a1b2c3d4e5",
  connection: "conn_01kjq2h8v1a1b2c3d4e5",
  version: "conf_01kjq2h8v2a1b2c3d4e5",
  option: "opt_01kjq2h8v3a1b2c3d4e5",
  person: "user_01kjq2k4n4a1b2c3d4e5",
  administrator: "user_01kjq2f6s5a1b2c3d4e5",
  session: "session_01kjq2m0p7a1b2c3d4e5",
  team: "team_01kjq2m0p6a1b2c3d4e5",
  account: "acct_01kjq2n7r7a1b2c3d4e5",
  token: "token_01kjq2n7r8a1b2c3d4e5",
  webhook: "hook_01kjq2p3t9a1b2c3d4e5",
  message: "msg_01kjq2p3t0b1c2d3e4f5",
  domain: "dom_01kjq2q9w1b1c2d3e4f5",
  directory: "dir_01kjq2r5x2b1c2d3e4f5",
  credential: "dcred_01kjq2r5x3b1c2d3e4f5",
  feedPerson: "dperson_01kjq2s1y4b1c2d3e4f5",
  group: "dgroup_01kjq2s1y5b1c2d3e4f5",
  feedRequest: "dreq_01kjq2s1y6b1c2d3e4f5",
  link: "setup_01kjq2t7z7b1c2d3e4f5",
  run: "run_01kjq2v3a8b1c2d3e4f5",
  attempt: "att_01kjq2w9b9b1c2d3e4f5",
  event: "evt_01kjq2x5c0c1d2e3f4g5",
  request: "req_01kjq2y1d1c1d2e3f4g5",
  application: "app_01kjq2z7e2c1d2e3f4g5",
} as const;

/** An example of an operation: the body that it takes, and what it answers with if it works. */
export interface Example {
  request?: unknown;
  response?: unknown;
}
export type Examples = Record<string, Example>;

/** A list with one row, and nothing behind it. */
export const listWith = (row: unknown) => ({ data: [row], nextCursor: null, total: 1 });
