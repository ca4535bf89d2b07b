import type { Store } from "@/lib/db/store";
import type { Account } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * The account of the space with this name, created if there is none. An account is a machine identity: it has no
 * password and no address, so it can never sign in, through SSO or otherwise. Inside a transaction only.
 */
export async function accountNamed(
  deps: Pick<Dependencies, "secrets" | "now">,
  tx: Store,
  ctx: Context,
  name: string,
): Promise<Account> {
  const accounts = tx.accountsOf(ctx.space.id);
  const existing = await accounts.byName(name);
  if (existing) return existing;
  const now = deps.now();
  const account: Account = { id: deps.secrets.id("acct"), spaceId: ctx.space.id, name, createdAt: now };
  await accounts.insert({ ...account, createdBy: ctx.user?.id ?? null });
  await tx
    .auditOf(ctx.space.id)
    .append(
      { actor: ctx.actor, action: "account.created", target: { kind: "account", id: account.id, name } },
      now,
    );
  return account;
}
