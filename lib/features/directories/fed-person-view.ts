import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { FedPersonView } from "@/lib/schemas/directory-views";
import { namesOf } from "./applying";
import { explainPerson } from "./read-directory";

/** A person of the feed as the console shows them. */
export function viewFedPerson(person: DirectoryPerson): FedPersonView {
  const { id, userName, externalId, active, userId, state, leftAt, deletedAt, updatedAt, resource } = person;
  const { firstName, lastName } = namesOf(resource);
  return {
    id,
    name: `${firstName} ${lastName}`.trim() || userName,
    userName,
    externalId,
    active,
    isDeleted: deletedAt !== null,
    userId,
    state,
    explanation: explainPerson(person),
    leftAt: leftAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  };
}
