import { normaliseEmail } from "@/lib/core/email-address";
import { done } from "@/lib/core/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { createUserBody, peopleApiQuery } from "@/lib/schemas/user";
import { apiRoute } from "@/lib/server/api-door";
import { apiList } from "@/lib/server/api-list";
import { addPerson } from "@/lib/usecases/add-person";
import { findPersonByAddress, listPeople } from "@/lib/usecases/list-people";

export const GET = apiRoute(
  { scope: "people:read", query: peopleApiQuery },
  async ({ deps, acting, query: { email, limit, cursor, search, ...filters } }) => {
    if (email !== undefined) {
      const address = normaliseEmail(email);
      const person = address ? await findPersonByAddress(deps, acting, address) : null;
      return done({ data: person ? [person] : [], nextCursor: null, total: person ? 1 : 0 });
    }
    return done(
      apiList(await listPeople(deps, acting, { ...pageOf({ limit, cursor, search }), ...filters })),
    );
  },
);

export const POST = apiRoute(
  { scope: "people:write", body: createUserBody, status: 201 },
  ({ deps, acting, body }) => addPerson(deps, acting, body, { origin: "manual", welcome: true }),
);
