import type { Dependencies } from "@/lib/ports/dependencies";
import { toolsOrganizationOf } from "./tools-organization";

/** What people have access to a space with, in numbers. */
export interface AccessCounts {
  sessions: number;
  /** Personal tokens. */
  tokens: number;
  /** Grants at tools. */
  toolTokens: number;
  /** Applications that they are signed in to, counted for each person. */
  applications: number;
}

export const noAccess: Readonly<AccessCounts> = { sessions: 0, tokens: 0, toolTokens: 0, applications: 0 };

/** What an end of these people's access to the space would end at this moment. */
export async function countAccess(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  userIds: readonly string[],
): Promise<AccessCounts> {
  const at = now();
  const organizationId = await toolsOrganizationOf(store, spaceId);
  return {
    sessions: await store.sessionsOf(spaceId).countOfUsers(userIds, at),
    tokens: await store.tokensOf(spaceId).countOfUsers(userIds, at),
    toolTokens: organizationId ? await store.providerTokensOf(organizationId).countOfUsers(userIds) : 0,
    applications: (await store.applicationEndingsOf(spaceId).livingOf(userIds, at)).length,
  };
}
