import { addPerson } from "@/lib/features/people/add-person";
import { findPersonByAddress, listPeople } from "@/lib/features/people/list-people";
import { done } from "@/lib/model/outcome";
import { normaliseEmail } from "@/lib/model/people/email-address";
import { pageOf } from "@/lib/schemas/list-query";
import { createUserBody, peopleApiQuery } from "@/lib/schemas/user";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";

export const GET = apiRoute(
  { scope: "people:read", query: peopleApiQuery },
  async ({ deps, ctx, query: { email, limit, cursor, search, ...filters } }) => {
    if (email !== undefined) {
      const address = normaliseEmail(email);
      const person = address ? await findPersonByAddress(deps, ctx, address) : null;
      return done({ data: person ? [person] : [], nextCursor: null, total: person ? 1 : 0 });
    }
    return done(apiList(await listPeople(deps, ctx, { ...pageOf({ limit, cursor, search }), ...filters })));
  },
);

export const POST = apiRoute(
  { scope: "people:write", body: createUserBody, status: 201 },
  ({ deps, ctx, body }) => addPerson(deps, ctx, body, { origin: "manual", welcome: true }),
);
