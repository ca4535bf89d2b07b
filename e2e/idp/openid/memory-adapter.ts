import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** Stores a provider's records in memory, for this one provider. Clients come from the register. */
export function memoryAdapter(clientById: (id: string) => AdapterPayload | undefined): AdapterFactory {
  const stored = new Map<string, { payload: AdapterPayload; endsAt: number }>();
  return (model): Adapter => {
    const key = (id: string) => `${model}:${id}`;
    const live = (entry: { payload: AdapterPayload; endsAt: number } | undefined) =>
      entry && entry.endsAt > Date.now() ? entry.payload : undefined;
    return {
      async upsert(id, payload, expiresIn = 3_600) {
        for (const [old, entry] of stored) if (entry.endsAt <= Date.now()) stored.delete(old);
        stored.set(key(id), { payload, endsAt: Date.now() + expiresIn * 1000 });
      },
      async find(id) {
        return model === "Client" ? clientById(id) : live(stored.get(key(id)));
      },
      async findByUid(uid) {
        for (const [name, entry] of stored) {
          if (name.startsWith(`${model}:`) && entry.payload.uid === uid) return live(entry);
        }
        return undefined;
      },
      async findByUserCode() {
        return undefined;
      },
      async consume(id) {
        const entry = stored.get(key(id));
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        stored.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [name, entry] of stored) if (entry.payload.grantId === grantId) stored.delete(name);
      },
    };
  };
}
