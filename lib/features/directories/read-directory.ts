import type { DirectoryPerson } from "@/lib/db/repositories/directory-people";
import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { DirectoryCredential, FeedState } from "@/lib/model/directories/directory";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";
import { findDirectory } from "./manage-directories";

type Reading = Pick<Dependencies, "store">;
type Space = Pick<Context, "space">;

/** The tokens of a directory, newest first. */
export async function readDirectoryTokens(
  { store }: Reading,
  ctx: Space,
  id: string,
): Promise<Outcome<DirectoryCredential[]>> {
  const found = await findDirectory(store, ctx, id);
  if (!found.ok) return found;
  return done(await store.directoriesOf(found.value.organizationId).credentialsOf(id));
}

/** The people of a directory, by name, with what was made of them. */
export async function readDirectoryPeople(
  { store }: Reading,
  ctx: Space,
  id: string,
  query: PageQuery & { state?: FeedState },
): Promise<Outcome<Page<DirectoryPerson>>> {
  const found = await findDirectory(store, ctx, id);
  return found.ok ? done(await store.directoryPeopleOf(found.value).page(query)) : found;
}

/** The requests of the last 30 days, newest first. */
export async function readDirectoryRequests(
  { store }: Reading,
  ctx: Space,
  id: string,
  query: PageQuery & { failed?: boolean },
): Promise<Outcome<Page<DirectoryRequest>>> {
  const found = await findDirectory(store, ctx, id);
  return found.ok ? done(await store.directoryRequestsOf(found.value).page(query)) : found;
}
