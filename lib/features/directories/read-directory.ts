import type { GroupOfPerson } from "@/lib/db/repositories/directory-people";
import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { DirectoryRequest, RequestFilter } from "@/lib/db/repositories/directory-requests";
import type { Directory, DirectoryCredential, FeedState } from "@/lib/model/directories/directory";
import { explainRequest } from "@/lib/model/directories/explain-request";
import { type FeedExplanation, feedReasonExplanations } from "@/lib/model/directories/feed-reasons";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { findDirectory } from "./manage-directories";
import { type NotReplayable, refuseReplay } from "./replayable";

type Reading = Pick<Dependencies, "store">;
type Space = Pick<Context, "space">;

/** The tokens of a directory, or the secrets of its client; newest first. */
export async function readDirectoryCredentials(
  { store }: Reading,
  ctx: Space,
  id: string,
  kind: "token" | "secret",
): Promise<Outcome<DirectoryCredential[]>> {
  const found = await findDirectory(store, ctx, id);
  if (!found.ok) return found;
  return done(await store.directoriesOf(found.value.organizationId).credentialsOf(id, kind));
}

/** The people of a directory, by name, with what was made of them. */
export async function readDirectoryPeople(
  { store }: Reading,
  ctx: Space,
  id: string,
  query: PageQuery & { state?: FeedState },
): Promise<Outcome<Page<DirectoryPerson>>> {
  const found = await findDirectory(store, ctx, id);
  return found.ok ? done(await store.directoryPeopleListsOf(found.value).page(query)) : found;
}

/** Why somebody is not as the feed says; `null` if they are, or wait their turn. */
export function explainPerson({ reason }: Pick<DirectoryPerson, "reason">): FeedExplanation | null {
  return reason === null ? null : feedReasonExplanations[reason];
}

/** The requests of the last 30 days, newest first. */
export async function readDirectoryRequests(
  { store }: Reading,
  ctx: Space,
  id: string,
  query: PageQuery & RequestFilter,
): Promise<Outcome<Page<DirectoryRequest>>> {
  const found = await findDirectory(store, ctx, id);
  return found.ok ? done(await store.directoryRequestsOf(found.value).page(query)) : found;
}

/** Why a request failed, or why somebody is not as it says although it worked; `null` if all is well. */
export function explainLogged({ status, scimType, detail, notes }: DirectoryRequest): FeedExplanation | null {
  return explainRequest({ status, scimType, detail, reasons: notes.reasons });
}

/** One request in full. */
export interface RequestInFull {
  request: DirectoryRequest;
  explanation: FeedExplanation | null;
  /** Why it cannot be served again; `null`: it can. */
  notReplayable: NotReplayable | null;
}

/** One request of the log with its body, why it failed, who fixes it, and whether it can be served again. */
export async function readDirectoryRequest(
  { store }: Reading,
  ctx: Space,
  input: { directoryId: string; requestId: string },
): Promise<Outcome<RequestInFull>> {
  const found = await findDirectory(store, ctx, input.directoryId);
  if (!found.ok) return found;
  const request = await store.directoryRequestsOf(found.value).byId(input.requestId);
  if (!request) return noSuchRequest();
  const notReplayable = await refuseReplay(store, found.value, request);
  return done({ request, explanation: explainLogged(request), notReplayable });
}

export function noSuchRequest() {
  return refused(
    "not_found",
    "directory_request_not_found",
    "There is no such request in this directory's log.",
  );
}

/** What directories say about a user, for the user's card. */
export interface FedUser {
  directory: Directory;
  person: DirectoryPerson;
  groups: GroupOfPerson[];
}

/** The people of the organization's directories who are this user; deleted ones are left out. */
export async function readFedUser({ store }: Reading, ctx: Space, userId: string): Promise<FedUser[]> {
  const organization = await store.organizationsOf(ctx.space.id).own();
  if (!organization) return [];
  const fed: FedUser[] = [];
  for (const directory of await store.directoriesOf(organization.id).all()) {
    const people = store.directoryPeopleOf(directory);
    for (const person of await store.directoryStandingOf(directory).ofUser(userId))
      if (person.deletedAt === null)
        fed.push({ directory, person, groups: await people.groupsOf([person.id]) });
  }
  return fed;
}
