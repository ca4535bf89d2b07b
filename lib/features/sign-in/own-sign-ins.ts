import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** One of the person's own sign-ins, for their home page. */
export interface OwnSignIn {
  id: string;
  at: string;
  connection: string;
  status: "admitted" | "refused";
  /** The IP address of the sign-in; `null` if it was not stored. */
  address: string | null;
}

const shown = 5;

/** The person's latest sign-ins to this space that were admitted or refused, newest first. */
export async function readOwnSignIns(
  { store }: Pick<Dependencies, "store">,
  { space, user }: Pick<Context, "space"> & { user: { id: string } },
): Promise<OwnSignIn[]> {
  const { rows } = await store.attempts.page(space.id, {
    userId: user.id,
    sort: "createdAt",
    direction: "desc",
    pageSize: shown,
    countUpTo: 0,
  });
  const own: OwnSignIn[] = [];
  for (const { id, createdAt, connectionName, status, address } of rows)
    if (status === "admitted" || status === "refused")
      own.push({ id, at: createdAt.toISOString(), connection: connectionName, status, address });
  return own;
}
