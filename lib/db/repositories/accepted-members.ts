import { sql } from "drizzle-orm";
import { memberships } from "@/drizzle/schema/people";
import { users } from "@/drizzle/schema/users";
import { nameOfUser } from "./users";

/** `hasAccepted` of the model, for lists. */
export const accepted = sql`not (${memberships.status} = 'invited' or ${memberships.vouchedFor} or (${memberships.status} = 'deactivated' and ${memberships.lastSignInAt} is null and ${memberships.origin} in ('manual', 'csv')))`;

/** The name by which a space may find and sort its members: the address, until the person has accepted. */
export const nameOfMember = sql<string>`case when ${accepted} then ${nameOfUser} else ${users.email} end`;
