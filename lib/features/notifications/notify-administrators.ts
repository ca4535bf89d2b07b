import type { Space } from "@/lib/model/spaces/space";
import { oneLine } from "@/lib/model/text/one-line";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sendMessageOnce } from "./send-message";

export type Notice =
  | { kind: "no_licence"; email: string }
  | { kind: "approval_needed"; email: string }
  | { kind: "address_followed"; from: string; to: string }
  | { kind: "directory_no_licence"; email: string; directory: string }
  | { kind: "directory_kept"; email: string; directory: string; lastAdministrator: boolean }
  | { kind: "directory_brake"; directory: string; directoryId: string };

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
          `The identity provider of a person in ${space.name} now sends the address ${notice.to} for them. Their address was ${notice.from} and has been updated. They keep everything they own.`,
          `Anyone who signs in as ${notice.from} from now on is a new person.`,
          "",
          `If you did not expect this, check the audit log: ${appUrl}/${space.slug}/admin/security/audit`,
        ].join("\n"),
      };
    case "directory_no_licence":
      return {
        subject: `No licence left in ${space.name}`,
        body: [
          `The directory ${oneLine(notice.directory, 100)} brings ${notice.email} to ${space.name}, and all licences are in use. They have no access yet.`,
          "",
          `Deactivate somebody who no longer needs access: ${appUrl}/${space.slug}/admin/users`,
          "Or ask your account manager for more licences. The person gets theirs with the next change that the directory sends.",
        ].join("\n"),
      };
    case "directory_kept":
      return {
        subject: `${notice.email} still has access to ${space.name}`,
        body: [
          `The directory ${oneLine(notice.directory, 100)} says that ${notice.email} has left. ${
            notice.lastAdministrator
              ? `They are the last administrator of ${space.name}, and a directory never takes the last one away.`
              : "They are an IT administrator, the emergency access if single sign-on is broken, and a directory never takes that away."
          }`,
          "",
          `If they should lose access, deactivate them yourself: ${appUrl}/${space.slug}/admin/users`,
        ].join("\n"),
      };
    case "directory_brake":
      return {
        subject: `Many people would lose access to ${space.name}`,
        body: [
          `The directory ${oneLine(notice.directory, 100)} takes access to ${space.name} away from many people within a few minutes. The rest of them keep it until you decide.`,
          "",
          "Check at your identity provider whether that is intended: a group that was unassigned by mistake looks the same as many people who leave.",
          `Then confirm or reject it: ${appUrl}/${space.slug}/admin/directories/${notice.directoryId}/held`,
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
export async function notifyAdministrators(
  deps: Pick<Dependencies, "store" | "now" | "secrets" | "appUrl">,
  space: Space,
  notice: Notice,
): Promise<void> {
  const since = new Date(deps.now().getTime() - quietHours * 3_600_000);
  const { subject, body } = textOf(deps.appUrl, space, notice);
  for (const { user, status } of await deps.store.membershipsOf(space.id).administrators()) {
    if (status !== "active") continue;
    await sendMessageOnce(deps, { spaceId: space.id, recipient: user.email, subject, body }, since);
  }
}
