import { done, refused } from "@/lib/core/outcome";
import { updateUserBody } from "@/lib/schemas/user";
import { apiRoute } from "@/lib/server/api-door";
import { findPerson } from "@/lib/usecases/list-people";
import { updatePerson } from "@/lib/usecases/update-person";

export const GET = apiRoute({ scope: "people:read" }, async ({ deps, acting, params }) => {
  const person = await findPerson(deps, acting, params.id ?? "");
  return person
    ? done(person)
    : refused("not_found", "user_not_found", "There is no such person in this space.");
});

export const PATCH = apiRoute(
  { scope: "people:write", body: updateUserBody },
  ({ deps, acting, params, body }) => updatePerson(deps, acting, params.id ?? "", body),
);
