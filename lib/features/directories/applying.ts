import type { DirectoryPerson } from "@/lib/db/repositories/directory-person";
import type { Actor } from "@/lib/model/audit/audit";
import type { Directory } from "@/lib/model/directories/directory";
import type { User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import { isComplex, type ScimResource } from "@/lib/protocols/scim/resource";
import type { Match } from "./match-person";

/** A person who is being applied. */
export interface Applying {
  /** On the transaction's store. */
  deps: Dependencies;
  directory: Directory;
  person: DirectoryPerson;
  match: Exclude<Match, { kind: "conflict" }>;
  /** `null` until somebody new is brought in. */
  user: User | null;
  /** What happens, in plain words. */
  changed: string[];
}

/** The directory as the audit log names it. */
export function directoryActor({ id, name }: Pick<Directory, "id" | "name">): Actor {
  return { kind: "system", id, name, address: null };
}

/** First and last name as the feed has them; what it does not say is empty. */
export function namesOf(resource: ScimResource): { firstName: string; lastName: string } {
  const name = isComplex(resource.name) ? resource.name : {};
  const text = (value: unknown) => (typeof value === "string" ? value.trim().slice(0, 100) : "");
  return { firstName: text(name.givenName), lastName: text(name.familyName) };
}
