import type { Permission } from "@/lib/model/people/roles";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { MessageText } from "./messages/message-text";
import { sendMessage } from "./send-message";

/**
 * Writes to every active member of the space who has the permission, administrators among them, in the transaction of
 * the change that the message reports. Returns how many.
 */
export async function writeToAdministrators(
  deps: Pick<Dependencies, "store" | "secrets" | "now">,
  spaceId: string,
  permission: Permission,
  text: MessageText,
): Promise<number> {
  const holders = await deps.store.membershipsOf(spaceId).holdersOf(permission);
  const active = holders.filter(({ status }) => status === "active");
  for (const { user } of active) await sendMessage(deps, { spaceId, recipient: user.email, ...text });
  return active.length;
}
