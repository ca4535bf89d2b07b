import type { Space } from "@/lib/model/spaces/space";

/** The inner side of a link: the space, and none of its people. */
export function outsideActor(space: Pick<Space, "id" | "name">) {
  return { kind: "system", id: null, name: `The space ${space.name}`, address: null } as const;
}
