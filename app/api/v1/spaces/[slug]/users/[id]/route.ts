import { findPerson } from "@/lib/features/people/list-people";
import { updatePerson } from "@/lib/features/people/update-person";
import { done, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { updateUserBody } from "@/lib/schemas/user";
import { apiRoute } from "@/lib/server/api/api-route";
import { ifMatchHolds } from "@/lib/server/api/etag";

const find = async (deps: Dependencies, ctx: Context, id: string) => {
  const person = await findPerson(deps, ctx, id);
  return person
    ? done(person)
    : refused("not_found", "user_not_found", "There is no such person in this space.");
};

export const GET = apiRoute({ scope: "people:read" }, ({ deps, ctx, params }) =>
  find(deps, ctx, params.id ?? ""),
);

export const PATCH = apiRoute(
  { scope: "people:write", body: updateUserBody, ifMatch: true },
  async ({ deps, ctx, params, body, request }) => {
    const id = params.id ?? "";
    const unchanged = await ifMatchHolds(request, deps, ctx, await find(deps, ctx, id));
    return unchanged.ok ? updatePerson(deps, ctx, id, body) : unchanged;
  },
);
