import type { Dependencies } from "@/lib/ports/dependencies";

/** How much of each kind waits for somebody, over all customers. */
export interface OperatorGlance {
  /** Customers with a connection that fails, with a certificate that expires, and with people who wait. */
  failing: number;
  certificate: number;
  waiting: number;
  /** Domains that nobody has verified yet. */
  domains: number;
}

/** Counts what the operators' list can be narrowed by. */
export async function readOperatorGlance(deps: Pick<Dependencies, "store" | "now">): Promise<OperatorGlance> {
  const inNeed = async (needs: "failing" | "certificate" | "waiting") =>
    (await deps.store.spaces.page({ needs, at: deps.now(), pageSize: 1 })).total;
  const [failing, certificate, waiting, domains] = await Promise.all([
    inNeed("failing"),
    inNeed("certificate"),
    inNeed("waiting"),
    deps.store.domainDirectory.page({ status: "pending", pageSize: 1 }),
  ]);
  return { failing, certificate, waiting, domains: domains.total };
}
