import { parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { createVault } from "@/lib/infra/crypto/vault";

/** The key under which the databases in drizzle/fixtures are sealed. Their values are invented. */
const fixtureKey = `fixture:${Buffer.from("invented: seals upgrade fixtures").toString("base64")}`;

/** Opens sealed values in the databases in drizzle/fixtures. */
export function fixtureVault() {
  const ring = parseKeyRing(fixtureKey);
  if ("problem" in ring) throw new Error(ring.problem);
  return createVault(ring);
}
