import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sendMessageOnce } from "./send-message";

export type Notice =
  | { kind: "no_licence"; email: string }
  | { kind: "approval_needed"; email: string }
  | { kind: "address_followed"; from: string; to: string };

/** The same notice is not sent again within this time. */
const quietHours = 1;

interface Text {
  subject: string;
  body: string;
}

function textOf(appUrl: string, space: Pick<Space, "slug" | "name">, notice: Notice): Text {
  switch (notice.kind) {
    case "no_licence":
      return {
        subject: `No licence left in ${space.name}`,
        body: [
          `${notice.email} tried to sign in to ${space.name} and was refused, because all licences are in use.`,
          "",
          `Deactivate somebody who no longer needs access: ${appUrl}/${space.slug}/admin/users`,
          "Or ask your account manager for more licences.",
        ].join("\n"),
      };
    case "address_followed":
      return {
        subject: `${notice.from} is now ${notice.to}`,
        body: [
          `A person in ${space.name} signed in through their identity provider, which now sends the address ${notice.to} for them. Their address was ${notice.from} and has been updated. They keep everything they own.`,
          `Anyone who signs in as ${notice.from} from now on is a new person.`,
          "",
          `If you did not expect this, check the audit log: ${appUrl}/${space.slug}/admin/security/audit`,
        ].join("\n"),
      };
    case "approval_needed":
      return {
        subject: `Somebody is waiting for access to ${space.name}`,
        body: [
          `${notice.email} signed in through your identity provider and is waiting for your decision.`,
          "",
          `Approve or reject: ${appUrl}/${space.slug}/admin/approvals`,
        ].join("\n"),
      };
  }
}

/** Writes to every active administrator of the space, in the transaction of what happened. */
export async function notifyAdministrators(deps: Dependencies, space: Space, notice: Notice): Promise<void> {
  const since = new Date(deps.now().getTime() - quietHours * 3_600_000);
  const { subject, body } = textOf(deps.appUrl, space, notice);
  for (const { user, status } of await deps.store.membershipsOf(space.id).administrators()) {
    if (status !== "active") continue;
    await sendMessageOnce(deps, { spaceId: space.id, recipient: user.email, subject, body }, since);
  }
}
