import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import type { Directory, DirectoryAlert, FeedState } from "@/lib/model/directories/directory";
import { isLiveCredential } from "@/lib/model/directories/directory-token";
import { alertOf, failingRun } from "@/lib/model/directories/health";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findDirectory } from "./manage-directories";

/** How a directory is doing. */
export interface DirectoryHealth {
  directory: Directory;
  /** Right now: its latest changes were refused one after another, or it has sent nothing for a day. */
  alert: DirectoryAlert | null;
  /** Of the last day. */
  requests: number;
  failed: number;
  /** The newest request if it was refused and nothing has worked since. */
  lastFailure: DirectoryRequest | null;
  people: number;
  groups: number;
  /** Changed and not applied yet. */
  due: number;
  byState: Record<FeedState, number>;
  /** In use. */
  tokens: number;
  secrets: number;
  /** The first moment at which a credential in use expires; `null`: none does. */
  nextExpiry: Date | null;
}

const day = 86_400_000;

/** Reads how a directory is doing: what arrives, what fails, and who is not as the feed says. */
export async function readDirectoryHealth(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  id: string,
): Promise<Outcome<DirectoryHealth>> {
  const found = await findDirectory(deps.store, ctx, id);
  if (!found.ok) return found;
  const directory = found.value;
  const now = deps.now();
  const requests = deps.store.directoryRequestsOf(directory);
  const directories = deps.store.directoriesOf(directory.organizationId);
  const latest = await requests.latestChanges(failingRun);
  const counts = await requests.countsSince(new Date(now.getTime() - day));
  const isLive = (credential: Parameters<typeof isLiveCredential>[0]) => isLiveCredential(credential, now);
  const tokens = (await directories.credentialsOf(id, "token")).filter(isLive);
  const secrets = (await directories.credentialsOf(id, "secret")).filter(isLive);
  const expiries = [...tokens, ...secrets].flatMap(({ expiresAt }) => expiresAt?.getTime() ?? []);
  const { people, due, byState } = await deps.store.directoryPeopleListsOf(directory).counts();
  const [newest] = latest;
  return done({
    directory,
    alert: alertOf(directory, latest, now),
    ...counts,
    lastFailure: newest && newest.status >= 400 ? newest : null,
    people,
    groups: await deps.store.directoryGroupsOf(directory).count(),
    due,
    byState,
    tokens: tokens.length,
    secrets: secrets.length,
    nextExpiry: expiries.length > 0 ? new Date(Math.min(...expiries)) : null,
  });
}
