import type { PersonLeftOut } from "@/lib/db/repositories/people-left-out";
import type { Store } from "@/lib/db/store";
import { sendMessages } from "@/lib/features/notifications/send-message";
import type { Connection } from "@/lib/model/connections/connection";
import { letsPassword } from "@/lib/model/sign-in/password-policy";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Lets the people whom the organization converted to SSO only set a password again, once no space signs in through it
 * any more; returns how many. A disabled option can be enabled again, so it still counts.
 */
export async function freePasswords(tx: Store, organizationId: string): Promise<number> {
  if (await tx.organizationOptionsOf(organizationId).anyInUse()) return 0;
  return tx.users.endSsoOnly(organizationId);
}

/**
 * With the last option gone, nobody but IT administrators could sign in: passwords are allowed again. The space is
 * read under its lock: somebody may have enforced single sign-on since the request began.
 */
export async function reopenPasswords(tx: Store, space: Pick<Space, "id">): Promise<boolean> {
  const current = await tx.spaces.byId(space.id);
  if (!current || current.passwordSignIn === "allowed") return false;
  const options = await tx.optionsOf(space.id).all();
  if (options.some(({ status }) => status !== "draft")) return false;
  await tx.spaces.update(space.id, { passwordSignIn: "allowed" });
  return true;
}

/**
 * The people to notify that they need a password after a removal: those whom a password would admit. People whom an
 * organization converted to SSO only, or for whom other connections were chosen, could not use one.
 *
 * @param space in its state afterwards
 * @param freedOrganizationId the organization whose people may set passwords again; `null` for none
 */
export function whoNeedsPassword(
  people: readonly PersonLeftOut[],
  space: Pick<Space, "passwordSignIn">,
  freedOrganizationId: string | null,
): PersonLeftOut[] {
  return people.filter(
    (person) =>
      (person.ssoOnlyOrganizationId === null || person.ssoOnlyOrganizationId === freedOrganizationId) &&
      letsPassword(space, person, person.connectionsChosen),
  );
}

/** Notifies people how to set a password with "Forgotten password?"; returns how many. */
export async function notifyAboutPasswords(
  deps: Dependencies,
  tx: Store,
  space: Space,
  { connection, people }: { connection: Pick<Connection, "name">; people: readonly PersonLeftOut[] },
): Promise<number> {
  await sendMessages(
    { ...deps, store: tx },
    people.map(({ email }) => ({
      spaceId: space.id,
      recipient: email,
      subject: `How to sign in to ${space.name} from now on`,
      body: [
        `${space.name} no longer uses ${connection.name} to sign in.`,
        "",
        "You have no password here yet. To create one, open this page and enter your email address:",
        `${deps.appUrl}/forgot-password`,
        "",
        "You keep everything you own.",
      ].join("\n"),
    })),
  );
  return people.length;
}
