import { Provider } from "oidc-provider";
import { awayCode } from "@/lib/db/driver/database-away";
import { readSigningKeys } from "@/lib/features/applications/signing-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import { authSecret } from "@/lib/server/auth/auth-secret";
import { retryAfterSeconds } from "@/lib/server/http/outage";
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
  const met = new WeakSet<object>();
  // Addresses are built from the issuer: the server has put its host and protocol into the request.
  provider.proxy = true;
  provider.use(async (ctx, next) => {
    await next();
    if (met.has(ctx)) sayAway(ctx);
  });
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
  provider.on("server_error", (ctx, error) => {
    const code = awayCode(error);
    if (code === null) return deps.log.error("the OpenID provider failed", { error });
    met.add(ctx);
    deps.log.warn("the OpenID provider met no database", { code });
  });
  return provider;
}

interface Answer {
  status: number;
  body: unknown;
  set(name: string, value: string): void;
}

/**
 * The engine answers 500 when its storage fails. Programs are told to come back (RFC 6749 §4.1.2.1 has the code;
 * RFC 9110 §15.6.4 the status); an answer that goes to the application by a redirect stays one.
 */
function sayAway(ctx: Answer): void {
  if (ctx.status !== 500) return;
  ctx.status = 503;
  ctx.set("Retry-After", String(retryAfterSeconds));
  if (typeof ctx.body === "object" && ctx.body !== null && "error" in ctx.body)
    ctx.body = { ...ctx.body, error: "temporarily_unavailable" };
}
