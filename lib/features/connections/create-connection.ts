import type { Store } from "@/lib/db/store";
import { ownOrganization } from "@/lib/features/organizations/own-organization";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Connection, OptionSettings, SignInOption } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { referenceFor, referenceKey } from "@/lib/model/connections/reference";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import type { NewConnection } from "@/lib/schemas/connection";
import { referenceTaken } from "./rename-connection";
import { notSubscribed } from "./sso-permission";

/** The initial sign-in option: every new person becomes a Reader. */
export const initialOptionSettings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  groupSeparator: null,
  rules: [],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: [],
  ceiling: "admin",
  provisioning: true,
  validation: "automatic",
};

/**
 * Creates a connection in the space's own organization, with its own key pair and a draft sign-in option. It admits
 * nobody before it is configured, tested and activated.
 */
export async function createConnection(
  deps: SsoDependencies,
  ctx: Context,
  input: NewConnection,
): Promise<Outcome<Connection>> {
  const refusal = notSubscribed(ctx.space);
  if (refusal) return refusal;
  const misfit = providerMisfit(input);
  if (misfit) return misfit;
  const now = deps.now();
  const id = deps.secrets.id("conn");
  const keyPair =
    protocolTraits[input.protocol].credential === "key_pairs"
      ? await deps.keyPairs.make(`Gatehouse ${id}`, now)
      : null;

  return deps.store.transaction(async (tx) => {
    const organization = await ownOrganization(tx, ctx.space, deps.secrets, now);
    const connections = tx.connectionsOf(organization.id);
    const reference = input.reference ?? (await freeReference(tx, organization.id, input.name));
    const connection: Connection = {
      id,
      organizationId: organization.id,
      name: input.name,
      reference,
      protocol: input.protocol,
      provider: storedProvider(input),
      liveConfigurationId: null,
      draftConfigurationId: null,
      wizardStep: null,
      createdAt: now,
      createdBy: ctx.user?.id ?? null,
      lastUsedAt: null,
      revision: 1,
    };
    if (!(await connections.insert(connection))) return referenceTaken(reference);
    if (keyPair) await connections.insertKey(firstKey(deps, connection, keyPair));
    await tx.optionsOf(ctx.space.id).insert(await newDraftOption(deps, tx, ctx, id));
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "connection.created",
        target: { kind: "connection", id, name: input.name },
        details: { protocol: input.protocol, provider: storedProvider(input), reference },
      },
      now,
    );
    return done(connection);
  });
}

/** The connection's first key pair as stored, its private half sealed. */
function firstKey(
  deps: SsoDependencies,
  { id, organizationId, createdAt }: Connection,
  keyPair: Awaited<ReturnType<SsoDependencies["keyPairs"]["make"]>>,
) {
  const keyId = deps.secrets.id("key");
  return {
    id: keyId,
    organizationId,
    connectionId: id,
    certificate: keyPair.certificate,
    privateKeySealed: deps.vault.seal(keyPair.privateKeyPem, sealContexts.privateKey(organizationId, keyId)),
    createdAt,
    retiredAt: null,
  };
}

/** The stored provider: a tool that is none of the presets is “other”. */
export function storedProvider({ protocol, provider }: Pick<NewConnection, "protocol" | "provider">): string {
  return protocolTraits[protocol].connects === "tool" && provider === "generic" ? "other" : provider;
}

/** The refusal for a tool with a protocol that it does not offer, and vice versa; `null` if they fit. */
export function providerMisfit({ protocol, provider }: Pick<NewConnection, "protocol" | "provider">) {
  const isTool = oauth2PresetIds.some((id) => id === storedProvider({ protocol, provider }));
  if (isTool === (protocolTraits[protocol].connects === "tool")) return null;
  return refused(
    "invalid",
    "provider_misfit",
    isTool
      ? "This tool is connected with OAuth 2. Choose OAuth 2, or another provider."
      : "OAuth 2 is for the listed tools, and for any other tool by its endpoints. Choose one of them, or another protocol.",
    {
      field: "provider",
      received: provider,
      expected: isTool ? "protocol oauth2" : oauth2PresetIds.join(", "),
    },
  );
}

/** A draft of the space's link to a connection, last in the order of its login page. */
export async function newDraftOption(
  deps: Pick<SsoDependencies, "secrets" | "now">,
  tx: Store,
  ctx: Context,
  connectionId: string,
): Promise<SignInOption> {
  const others = await tx.optionsOf(ctx.space.id).all();
  return {
    id: deps.secrets.id("opt"),
    connectionId,
    spaceId: ctx.space.id,
    status: "draft",
    settings: { ...initialOptionSettings, ceiling: ctx.role },
    ...unmarkedAuthority,
    position: others.length,
    isDefault: false,
    activatedAt: null,
    activatedBy: null,
    createdAt: deps.now(),
    revision: 1,
  };
}

/** The reference derived from a name, with a number appended if it is taken. */
async function freeReference(tx: Store, organizationId: string, name: string): Promise<string> {
  const taken = new Set(
    (await tx.connectionsOf(organizationId).all()).map((connection) => referenceKey(connection.reference)),
  );
  const request = referenceFor(name).slice(0, 60);
  let reference = request;
  for (let n = 2; taken.has(referenceKey(reference)); n++) reference = `${request}-${n}`;
  return reference;
}
