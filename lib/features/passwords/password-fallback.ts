import type { Connection } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Store } from "@/lib/ports/store";

/**
 * Lets the people whom the organization had converted to SSO only make a password again, once no space signs in through
 * it any more; answers how many. A disabled option can be switched on again and keeps them.
 */
export async function freePasswords(tx: Store, organizationId: string): Promise<number> {
  if (await tx.organizationOptionsOf(organizationId).anyInUse()) return 0;
  return tx.users.endSsoOnly(organizationId);
}

/** With the last option gone, nobody but IT administrators could get in: passwords are allowed again. */
export async function reopenPasswords(tx: Store, space: Space): Promise<boolean> {
  if (space.passwordSignIn === "allowed") return false;
  const options = await tx.optionsOf(space.id).all();
  if (options.some(({ status }) => status !== "draft")) return false;
  await tx.spaces.update(space.id, { passwordSignIn: "allowed" });
  return true;
}

const peopleAPage = 200;

/**
 * People whom single sign-on brought have no password; "Forgotten password?" gives them one. Who is still bound to
 * another connection of their organization signs in by that.
 */
export async function notifyAboutPasswords(
  deps: Dependencies,
  tx: Store,
  space: Space,
  connection: Connection,
): Promise<number> {
  const memberships = tx.membershipsOf(space.id);
  const now = deps.now();
  let notified = 0;
  for (let page = 1; ; page++) {
    const { rows, total } = await memberships.page({
      page,
      pageSize: peopleAPage,
      status: "active",
      sort: "email",
    });
    for (const { user } of rows) {
      if (user.hasPassword || user.ssoOnlyOrganizationId !== null) continue;
      notified++;
      await tx.outbox.insert({
        id: deps.secrets.id("msg"),
        spaceId: space.id,
        recipient: user.email,
        subject: `How to sign in to ${space.name} from now on`,
        body: [
          `${space.name} no longer uses ${connection.name} to sign in.`,
          "",
          "You have no password here yet. Make one by opening this page and entering your e-mail address:",
          `${deps.appUrl}/forgot-password`,
          "",
          "Everything that is yours is still there.",
        ].join("\n"),
        createdAt: now,
        sentAt: null,
        attempts: 0,
        lastError: null,
      });
    }
    if (page * peopleAPage >= total || rows.length === 0) return notified;
  }
}
