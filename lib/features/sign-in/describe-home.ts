import type { MemberContext } from "@/lib/features/sessions/space-access";
import { tokenState } from "@/lib/model/tokens/token-state";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What the landing page shows members about themselves. */
export interface Home {
  /** The connection that admitted this session; `null`: a password did. */
  connectionName: string | null;
  /** The person's tokens that single sign-on has ended within the last month. */
  endedTokens: number;
}

const recently = 30 * 24 * 60 * 60 * 1000;

export async function describeHome(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { space, user, admission }: MemberContext,
): Promise<Home> {
  const connection = admission.connectionId
    ? await store.connectionLookup.byId(admission.connectionId)
    : null;
  const ended = await store
    .tokensOf(space.id)
    .page({ kind: "personal", userId: user.id, ended: true, pageSize: 100 });
  const since = now().getTime() - recently;
  const bySso = ended.rows.filter((token) => {
    const state = tokenState(token, now());
    return (state === "sso_activated" || state === "sso_removed") && (token.endedAt?.getTime() ?? 0) > since;
  });
  return {
    connectionName: admission.way === "connection" ? (connection?.name ?? "Single sign-on") : null,
    endedTokens: bySso.length,
  };
}
