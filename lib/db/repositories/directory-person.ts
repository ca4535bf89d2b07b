import { and, eq, isNull } from "drizzle-orm";
import { directoryPeople } from "@/drizzle/schema/directories";
import type { ScimResource } from "@/lib/protocols/scim/resource";

type Row = typeof directoryPeople.$inferSelect;

/** A person of a feed. */
export type DirectoryPerson = Omit<Row, "resource" | "userNameKey"> & { resource: ScimResource };

/** The person of a row. */
export function personOf({ userNameKey: _, resource, ...row }: Row): DirectoryPerson {
  // Written from the same type.
  return { ...row, resource: resource as ScimResource };
}

/** The people of one directory: all that were ever sent, and those that the feed has not deleted. */
export function peopleOfDirectory(directory: { id: string; organizationId: string }) {
  const here = and(
    eq(directoryPeople.directoryId, directory.id),
    eq(directoryPeople.organizationId, directory.organizationId),
  );
  const living = and(here, isNull(directoryPeople.deletedAt));
  return { here, living };
}
