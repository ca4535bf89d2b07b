import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";
import { errors } from "oidc-provider";
import type { ProviderModel, ProviderRecord } from "@/lib/db/repositories/provider-records";
import { type Application, secretMethods } from "@/lib/model/applications/application";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { asInTrial } from "./trial-context";

type StorageDependencies = Pick<Dependencies, "store" | "vault" | "secrets" | "now" | "appUrl">;

const models: readonly string[] = [
  "Session",
  "Interaction",
  "Grant",
  "AuthorizationCode",
  "AccessToken",
  "RefreshToken",
  "PushedAuthorizationRequest",
  "ReplayDetection",
] satisfies ProviderModel[];

const isModel = (name: string): name is ProviderModel => models.includes(name);

/** For models without an expiry from the client. A day is longer than any of them needs. */
const usualSeconds = 86_400;

/**
 * The storage of the OpenID provider on our database (oidc-provider, “Adapter”). Identifiers are codes and tokens, so
 * only their SHA-256 is stored; their contents are sealed.
 */
export function providerAdapter(deps: StorageDependencies): AdapterFactory {
  return (name) => {
    if (name === "Client") return clients(deps);
    if (!isModel(name)) throw new Error(`the provider has no use for ${name}`);
    return records(deps, name);
  };
}

// Over 60 lines: the engine's adapter is one object.
function records(deps: StorageDependencies, model: ProviderModel): Adapter {
  const { vault, secrets, now } = deps;
  const { providerRecords } = deps.store;
  const keyOf = (kind: string, id: string) => secrets.hash(`${kind}:${id}`);

  function recordOf(id: string, payload: AdapterPayload, expiresIn: number | undefined): ProviderRecord {
    const key = keyOf(model, id);
    const at = now();
    const { jti: _jti, consumed: _consumed, ...kept } = payload;
    return {
      id: key,
      model,
      grantKey: typeof payload.grantId === "string" ? keyOf("grant", payload.grantId) : null,
      uidKey: typeof payload.uid === "string" ? keyOf("uid", payload.uid) : null,
      applicationId: applicationOf(payload),
      applicationSessionId: model === "RefreshToken" && typeof payload.sid === "string" ? payload.sid : null,
      payloadSealed: vault.seal(JSON.stringify(kept), sealContexts.providerRecord(key)),
      createdAt: at,
      expiresAt: new Date(at.getTime() + (expiresIn ?? usualSeconds) * 1000),
      consumedAt: null,
    };
  }

  function payloadOf(record: ProviderRecord | null, id: string | undefined): AdapterPayload | undefined {
    if (!record) return undefined;
    const payload = JSON.parse(vault.open(record.payloadSealed, sealContexts.providerRecord(record.id)));
    return {
      ...payload,
      ...(id === undefined ? {} : { jti: id }),
      ...(record.consumedAt ? { consumed: Math.floor(record.consumedAt.getTime() / 1000) } : {}),
    };
  }

  return {
    async upsert(id, payload, expiresIn) {
      const record = recordOf(id, payload, expiresIn);
      if (model !== "ReplayDetection") return providerRecords.put(record);
      // Two at once have both found nothing: the one statement that writes it decides.
      if (!(await providerRecords.add(record, now())))
        throw new errors.InvalidClientAuth("client assertion tokens must only be used once");
    },
    async find(id) {
      return payloadOf(await providerRecords.byId(keyOf(model, id), now()), id);
    },
    async findByUid(uid) {
      return payloadOf(await providerRecords.byUid(model, keyOf("uid", uid), now()), undefined);
    },
    async findByUserCode() {
      return undefined;
    },
    async consume(id) {
      const record = await providerRecords.byId(keyOf(model, id), now());
      if (record && (await providerRecords.consume(record.id, now()))) return;
      // Two at once have both found it unused: the second is a replay, which ends everything that came of it.
      if (model === "RefreshToken" && record) await endGrant(payloadOf(record, id)?.grantId);
      throw new errors.InvalidGrant("already used");
    },
    async destroy(id) {
      await providerRecords.remove(keyOf(model, id));
    },
    async revokeByGrantId(grantId) {
      await providerRecords.removeGrant(model, keyOf("grant", grantId));
    },
  };

  /** Tokens without a grant are invalid, even those that are being created at this moment. */
  async function endGrant(grantId: unknown): Promise<void> {
    if (typeof grantId === "string") await providerRecords.remove(keyOf("Grant", grantId));
  }
}

function applicationOf(payload: AdapterPayload): string | null {
  if (typeof payload.clientId === "string") return payload.clientId;
  const requested = payload.params?.client_id;
  return typeof requested === "string" ? requested : null;
}

function clients({ store, appUrl }: StorageDependencies): Adapter {
  const refuse = async () => {
    throw new Error("clients are not managed by the provider");
  };
  return {
    async find(id) {
      const application = await store.applications.byId(id);
      return application ? asInTrial(appUrl, clientMetadata(application)) : undefined;
    },
    upsert: refuse,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}

/**
 * An application in oidc-provider's terms (OpenID Connect Dynamic Client Registration §2): only what it acts on.
 * Sign-out, back-channel logout and third-party initiated login are our own, with rules of their own for addresses on
 * localhost.
 */
export function clientMetadata(application: Application): AdapterPayload {
  const { authMethod, jwks } = application;
  return {
    client_id: application.id,
    client_name: application.name,
    application_type: "web",
    token_endpoint_auth_method: authMethod,
    // Never compared: `compareClientSecret` compares the digest. But one is required.
    ...(secretMethods.includes(authMethod) ? { client_secret: "kept-as-sha-256" } : {}),
    ...(jwks ? { jwks: { keys: jwks.keys as never[] } } : {}),
    redirect_uris: application.redirectUris,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    id_token_signed_response_alg: application.idTokenAlgorithm,
    pkce_required: application.pkceRequired,
  };
}
