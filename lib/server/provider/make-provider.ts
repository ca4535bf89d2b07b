import { Provider } from "oidc-provider";
import { readSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import { authSecret } from "@/lib/server/auth/auth-secret";
import { type ProviderDependencies, providerConfiguration } from "./configuration";
import { explainErrors } from "./error-reference";

/** Keys are reread at this interval; a new one is published an hour before it signs. */
const readEveryMs = 60_000;

/** The OpenID provider of this process, created again if the keys have changed. */
export function providerSource(deps: ProviderDependencies): () => Promise<Provider> {
  let current: { provider: Provider; keys: string; readAt: number } | null = null;
  let pending: Promise<Provider> | null = null;
  async function read(): Promise<Provider> {
    const keys = await readSigningKeys({ ...deps, signingKeyMaker });
    const names = keys.map(({ id }) => id).join(" ");
    const readAt = deps.now().getTime();
    if (current?.keys === names) {
      current.readAt = readAt;
      return current.provider;
    }
    const provider = makeProvider(deps, keys);
    current = { provider, keys: names, readAt };
    return provider;
  }
  return () => {
    if (current && deps.now().getTime() - current.readAt < readEveryMs)
      return Promise.resolve(current.provider);
    pending ??= read().finally(() => {
      pending = null;
    });
    return pending;
  };
}

function makeProvider(
  deps: ProviderDependencies,
  keys: Awaited<ReturnType<typeof readSigningKeys>>,
): Provider {
  const provider = new Provider(deps.appUrl, providerConfiguration(deps, keys, authSecret()));
  // Addresses are built from the issuer: the server has put its host and protocol into the request.
  provider.proxy = true;
  provider.use(explainErrors(deps.appUrl));
  // Only the SHA-256 of a secret is stored, and two may be valid at once.
  provider.Client.prototype.compareClientSecret = async function compare(actual) {
    const { applications } = deps.store;
    const now = deps.now();
    const secret = await applications.secretByHash(this.clientId, deps.secrets.hash(actual), now);
    if (secret && (!secret.lastUsedAt || now.getTime() - secret.lastUsedAt.getTime() >= 60_000))
      await applications.touchSecret(this.clientId, secret.id, now);
    return secret !== null;
  };
  // Every token names its sign-in.
  provider.Client.prototype.includeSid = () => true;
  provider.on("server_error", (_ctx, error) => deps.log.error("the OpenID provider failed", { error }));
  return provider;
}
