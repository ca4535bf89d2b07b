import type { Role } from "@/lib/model/people/roles";

/** A member whose address is at the old domain. */
export interface Mover {
  userId: string;
  email: string;
  firstName: string;
  /** The address at the new domain. */
  target: string;
  /** Somebody else has that address. */
  taken: boolean;
  isOperator: boolean;
  /** Their roles in every space. */
  roles: Role[];
  /** Those of the spaces looked at to which they belong. */
  spaceIds: string[];
  /** Is a member of another space than these too. */
  elsewhere: boolean;
}

/** Carrying the people of some spaces from one domain to another. Names in ASCII form. */
export interface DomainMoves {
  /** In the order of their addresses, each once. */
  movers(from: string, to: string): Promise<Mover[]>;
  /** Gives these people their address at the new domain; answers how many. */
  move(userIds: readonly string[], from: string, to: string): Promise<number>;
  /** Lets the next sign-in of these people bring a new subject, at every connection of the organization. */
  allowRelink(organizationId: string, userIds: readonly string[]): Promise<number>;
}
