import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { Store } from "@/lib/db/store";
import type { Directory } from "@/lib/model/directories/directory";
import { isObject, member } from "@/lib/protocols/scim/read-json";

/** Why a kept request cannot be served again. */
export type NotReplayable =
  | "reads_only"
  | "bulk"
  | "not_authenticated"
  | "worked"
  | "replayed"
  | "body_not_kept"
  | "superseded";

/** The same in words. */
export const notReplayableWords: Record<NotReplayable, string> = {
  reads_only: "This request changes nothing. The identity provider asks again by itself.",
  bulk: "A Bulk request is not repeated as a whole: operations of it may have worked. Push the people or groups again from the identity provider.",
  not_authenticated:
    "This request came with a token that was no longer valid. Push it again from the identity provider, with a new token.",
  worked: "This request worked. Repeating it could bring back what has changed since.",
  replayed: "This request was repeated already, and it worked.",
  body_not_kept: "What this request sent is not kept, because it was too large or could not be read.",
  superseded:
    "The person or group has changed since. Push it again from the identity provider, which knows the present state.",
};

/**
 * Whether a kept request may be served again: only one that was refused, whose body is kept whole, and only as long as
 * nothing newer is known of the same person or group. An old request must not bring back an old state: it could give
 * access to somebody who has left since.
 */
export async function refuseReplay(
  store: Store,
  directory: Pick<Directory, "id" | "organizationId">,
  request: DirectoryRequest,
): Promise<NotReplayable | null> {
  const { method, kind, status } = request;
  if (kind === "bulk") return "bulk";
  if (kind === "other" || method === "GET" || request.path.includes("/.search")) return "reads_only";
  if (status < 400) return "worked";
  if (status === 401) return "not_authenticated";
  if (request.replayedAs !== null) return "replayed";
  if (method !== "DELETE" && request.body === null) return "body_not_kept";
  return (await isSuperseded(store, directory, request)) ? "superseded" : null;
}

async function isSuperseded(
  store: Store,
  directory: Pick<Directory, "id" | "organizationId">,
  request: DirectoryRequest,
): Promise<boolean> {
  const { kind, resourceId, at } = request;
  if (resourceId !== null) {
    const resource =
      kind === "people"
        ? await store.directoryPeopleOf(directory).byId(resourceId)
        : await store.directoryGroupsOf(directory).byId(resourceId);
    return resource !== null && resource.updatedAt > at;
  }
  const name = nameIn(request.body, kind === "people" ? "userName" : "displayName");
  // It fails again, for the reason for which it failed before.
  if (name === null) return false;
  return kind === "people"
    ? store.directoryPeopleOf(directory).wasChangedSince(name, at)
    : store.directoryRequestsOf(directory).groupMayBeCreatedSince(name, at);
}

function nameIn(body: unknown, attribute: string): string | null {
  const name = isObject(body) ? member(body, attribute) : null;
  return typeof name === "string" ? name : null;
}
