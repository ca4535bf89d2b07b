import type { Connection } from "@/lib/model/connections/connection";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { privateKeyOf } from "./certificates/private-key";
import type { SigningKey } from "./signature/sign-enveloped";

/** The key that signs what we send for a connection: its newest one that is not retired. Throws if it has none. */
export async function signingKeyOf(
  deps: Pick<Dependencies, "store" | "vault">,
  connection: Connection,
): Promise<SigningKey> {
  const keys = await deps.store.connectionsOf(connection.organizationId).keysOf(connection.id);
  const [key] = keys
    .filter(({ retiredAt }) => retiredAt === null)
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  if (!key) throw new Error("the connection has no signing key");
  const pem = deps.vault.open(
    key.privateKeySealed,
    sealContexts.privateKey(connection.organizationId, key.id),
  );
  return { privateKey: privateKeyOf(pem), certificatePem: key.certificate };
}
