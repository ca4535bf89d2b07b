/** What the operations on one directory have in common. */
const common = { tag: "Directories", permission: "manage_people", needsSso: true } as const;
export const readsDirectories = { ...common, scope: "people:read" } as const;
export const writesDirectories = { ...common, scope: "people:write" } as const;
export const oneDirectory = "/spaces/{slug}/directories/{id}";
export const missingDirectory = "directory_not_found";
