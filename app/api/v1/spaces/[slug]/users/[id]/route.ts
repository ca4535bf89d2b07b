import { done, refused } from "@/lib/core/outcome";
import { updateUserBody } from "@/lib/schemas/user";
import { apiRoute } from "@/lib/server/api-door";
import { unchangedSince } from "@/lib/server/unchanged";
import { findPerson } from "@/lib/usecases/list-people";
import type { Acting } from "@/lib/usecases/ports/acting";
import type { Dependencies } from "@/lib/usecases/ports/dependencies";
import { updatePerson } from "@/lib/usecases/update-person";

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
