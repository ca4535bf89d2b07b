import type { AccessSignal } from "@/lib/db/repositories/access-signals";
import type { Store } from "@/lib/db/store";

/** What a connection's provider has said last; `undefined`: nothing. */
export async function latestSignal(
  store: Store,
  connection: { id: string; organizationId: string },
): Promise<AccessSignal | undefined> {
  const { rows } = await store
    .accessSignalsOf(connection.organizationId)
    .page(connection.id, { pageSize: 1 });
  return rows[0];
}
