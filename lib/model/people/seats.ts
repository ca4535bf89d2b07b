import type { Space } from "@/lib/model/spaces/space";
import type { Role } from "./roles";

/** True if one more person can have a licence of the role; a role without a cap always has room. */
export function hasFreeSeat(seats: Space["seats"], inUse: Record<Role, number>, role: Role): boolean {
  const cap = seats[role];
  return cap === undefined || inUse[role] < cap;
}
