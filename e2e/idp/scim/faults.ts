/** What the simulator can do wrong with its next push. */
export const faults = {
  repeat: { label: "Every request twice", about: "as after a timeout that the provider took for a failure" },
  reorder: { label: "Groups before people", about: "members are named before they exist" },
  "half-bulk": { label: "Half a Bulk", about: "one Bulk request whose second half is wrong" },
  "wrong-token": { label: "A wrong token", about: "as after somebody has copied half of it" },
  flood: { label: "A flood", about: "200 reads at once before the push" },
  leavers: { label: "Everybody leaves", about: "as when the assignment of a group is removed by mistake" },
} as const;

export type Fault = keyof typeof faults;

export function isFault(name: unknown): name is Fault {
  return typeof name === "string" && Object.hasOwn(faults, name);
}
