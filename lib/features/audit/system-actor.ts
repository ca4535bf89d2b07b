import type { Actor } from "@/lib/model/audit/audit";

/** The actor of scheduled jobs. */
export const systemActor: Actor = { kind: "system", id: null, name: "Gatehouse", address: null };
