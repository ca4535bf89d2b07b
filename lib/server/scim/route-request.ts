import type { ScimAnswer, ScimContext } from "@/lib/features/directories/scim-context";
import {
  createGroup,
  deleteGroup,
  listGroups,
  patchGroup,
  readGroup,
  replaceGroup,
} from "@/lib/features/directories/scim-groups";
import {
  createPerson,
  deletePerson,
  listPeople,
  patchPerson,
  readPerson,
  replacePerson,
} from "@/lib/features/directories/scim-people";
import type { Dependencies } from "@/lib/ports/dependencies";
import { readListQuery, readSearch } from "@/lib/protocols/scim/list-query";
import type { JsonObject } from "@/lib/protocols/scim/read-json";
import type { ResourceType } from "@/lib/protocols/scim/schema/attribute";
import { groupType } from "@/lib/protocols/scim/schema/group";
import { userType } from "@/lib/protocols/scim/schema/user";
import { ScimFault } from "@/lib/protocols/scim/scim-fault";
import {
  resourceTypes,
  schemaDocuments,
  serviceProviderConfig,
} from "@/lib/protocols/scim/service-documents";

/** A request below a directory's address. */
export interface ScimRequest {
  method: string;
  /** The parts of the path, decoded: `["Users", "dperson_…"]`. */
  path: readonly string[];
  query: URLSearchParams;
  /** Reads the body; not called if the request needs none. */
  body: () => JsonObject;
}

/** What can be done with a type of resource. */
interface Collection {
  type: ResourceType;
  list: typeof listPeople;
  read: typeof readPerson;
  create: typeof createPerson;
  replace: typeof replacePerson;
  patch: (
    deps: Dependencies,
    ctx: ScimContext,
    id: string,
    body: JsonObject,
    answers: boolean,
  ) => Promise<ScimAnswer>;
  remove: typeof deletePerson;
}

const people: Collection = {
  type: userType,
  list: listPeople,
  read: readPerson,
  create: createPerson,
  replace: replacePerson,
  patch: patchPerson,
  remove: deletePerson,
};
const groups: Collection = {
  type: groupType,
  list: listGroups,
  read: readGroup,
  create: createGroup,
  replace: replaceGroup,
  patch: patchGroup,
  remove: deleteGroup,
};

/** The type of resource that a path is about; `null`: none. Names in any case, as some providers write them. */
export function typeOfPath(path: readonly string[]): ResourceType | null {
  return collectionOf(path[0])?.type ?? null;
}

function collectionOf(name: string | undefined): Collection | null {
  const folded = name?.toLowerCase();
  return folded === "users" ? people : folded === "groups" ? groups : null;
}

/** Serves one request, Bulk apart. Throws a fault for what is refused. */
export async function routeRequest(
  deps: Dependencies,
  ctx: ScimContext,
  request: ScimRequest,
): Promise<ScimAnswer> {
  const [name, id, ...rest] = request.path;
  const collection = collectionOf(name);
  if (collection && rest.length === 0)
    return id === undefined
      ? routeCollection(deps, ctx, request, collection)
      : id === ".search"
        ? search(deps, ctx, request, collection)
        : routeResource(deps, ctx, request, collection, id);
  return routeDocument(ctx, request);
}

function routeCollection(deps: Dependencies, ctx: ScimContext, request: ScimRequest, collection: Collection) {
  switch (request.method) {
    case "GET":
      return collection.list(deps, ctx, readListQuery(collection.type, request.query));
    case "POST":
      return collection.create(deps, ctx, request.body());
    default:
      throw notAllowed("GET, POST");
  }
}

function search(deps: Dependencies, ctx: ScimContext, request: ScimRequest, collection: Collection) {
  if (request.method !== "POST") throw notAllowed("POST");
  const query = readSearch(collection.type, request.body());
  return collection.list(deps, { ...ctx, selection: query.selection }, query);
}

function routeResource(
  deps: Dependencies,
  ctx: ScimContext,
  request: ScimRequest,
  collection: Collection,
  id: string,
) {
  switch (request.method) {
    case "GET":
      return collection.read(deps, ctx, id);
    case "PUT":
      return collection.replace(deps, ctx, id, request.body());
    case "PATCH": {
      const answers = request.query.has("attributes") || request.query.has("excludedAttributes");
      return collection.patch(deps, ctx, id, request.body(), answers);
    }
    case "DELETE":
      return collection.remove(deps, ctx, id);
    default:
      throw notAllowed("GET, PUT, PATCH, DELETE");
  }
}

function routeDocument({ base }: ScimContext, { method, path }: ScimRequest): ScimAnswer {
  const [name = "", id = null, ...rest] = path;
  const folded = name.toLowerCase();
  // RFC 7644 §3.11: a credential of a directory is nobody's, so that there is no “me”.
  if (folded === "me")
    throw new ScimFault(501, null, "A directory's token stands for no person: /Me is not supported.");
  const document = rest.length > 0 ? null : documentNamed(base, folded, id);
  if (!document) throw new ScimFault(404, null, "There is nothing at this address.");
  if (method !== "GET") throw notAllowed("GET");
  return { status: 200, body: document };
}

function documentNamed(base: string, name: string, id: string | null): object | null {
  if (name === "serviceproviderconfig") return id === null ? serviceProviderConfig(base) : null;
  if (name === "resourcetypes") return resourceTypes(base, id);
  if (name === "schemas") return schemaDocuments(base, id);
  return null;
}

/** 405, with the methods that the address has. */
export class MethodNotAllowed extends ScimFault {
  constructor(readonly allow: string) {
    super(405, null, `This address has only ${allow}.`);
  }
}

function notAllowed(allow: string): MethodNotAllowed {
  return new MethodNotAllowed(allow);
}
