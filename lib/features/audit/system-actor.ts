import type { Actor } from "@/lib/model/audit/audit";

/** Who acts when nobody does: a job on a schedule. */
export const systemActor: Actor = { kind: "system", id: null, name: "Gatehouse", address: null };
