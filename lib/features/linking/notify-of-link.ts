import { connectionLinkChanged } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import type { ExistingPerson } from "@/lib/features/sign-in/admission-facts";
import type { Connection } from "@/lib/model/connections/connection";
import { displayName } from "@/lib/model/people/person";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Sends a security notice to a person who had another way to sign in before, or another account at the provider, when
 * a sign-in has linked them. New people need none. If an administrator allowed a new account, the change is audited
 * too. Runs in the transaction of the sign-in.
 */
export async function notifyOfLink(
  deps: Dependencies,
  signIn: {
    connection: Connection;
    space: Space;
    person: ClaimedPerson;
    existing: ExistingPerson;
    address: string | null;
  },
): Promise<void> {
  const { connection, space, person, existing, address } = signIn;
  const { user } = existing;
  if (!user) return;
  const before = existing.linkBySubject ?? existing.linkOfUser;
  const found = existing.linkBySubject !== null;
  const moved =
    !found && before !== null && (before.subject !== person.subject || before.issuer !== person.issuer);
  if (!moved && (before !== null || !user.hasPassword)) return;
  const now = deps.now();
  if (moved)
    await deps.store.auditOf(space.id).append(
      {
        actor: {
          kind: "user",
          id: user.id,
          name: existing.domainIsOurs ? displayName(user) : user.email,
          address,
        },
        action: "connector.linked",
        target: { kind: "user", id: user.id, name: user.email },
        details: {
          connection: connection.name,
          connectionId: connection.id,
          subject: person.subject,
          subjectBefore: before.subject,
        },
      },
      now,
    );
  const facts = { connectionName: connection.name, spaceName: space.name, at: now, address };
  const text = connectionLinkChanged(moved ? "moved" : "linked", facts);
  await sendMessage(deps, { spaceId: space.id, recipient: user.email, ...text });
}
