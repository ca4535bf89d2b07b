import { findPerson } from "@/lib/features/people/list-people";
import { updatePerson } from "@/lib/features/people/update-person";
import { done, refused } from "@/lib/model/outcome";
import type { Acting } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { updateUserBody } from "@/lib/schemas/user";
import { apiRoute } from "@/lib/server/api/api-route";
import { unchangedSince } from "@/lib/server/api/etag";

const find = async (deps: Dependencies, acting: Acting, id: string) => {
  const person = await findPerson(deps, acting, id);
  return person
    ? done(person)
    : refused("not_found", "user_not_found", "There is no such person in this space.");
};

export const GET = apiRoute({ scope: "people:read" }, ({ deps, acting, params }) =>
  find(deps, acting, params.id ?? ""),
);

export const PATCH = apiRoute(
  { scope: "people:write", body: updateUserBody, ifMatch: true },
  async ({ deps, acting, params, body, request }) => {
    const id = params.id ?? "";
    const unchanged = await unchangedSince(request, deps, acting, await find(deps, acting, id));
    return unchanged.ok ? updatePerson(deps, acting, id, body) : unchanged;
  },
);
