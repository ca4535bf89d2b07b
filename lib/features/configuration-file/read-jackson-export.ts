import { z } from "zod";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { configurationBody, configurationFormat } from "@/lib/schemas/configuration-file";

const text = z.string().max(20_000_000);
const optionalText = text.nullish().transform((value) => value || null);

const shared = {
  tenant: text.min(1),
  product: text.default(""),
  clientID: text.min(1),
  name: optionalText,
  deactivated: z.boolean().nullish(),
};

const samlRecord = z.object({
  ...shared,
  metadataUrl: optionalText,
  forceAuthn: z.union([z.boolean(), z.literal("true"), z.literal("false")]).nullish(),
  idpMetadata: z.object({
    entityID: text.min(1),
    friendlyProviderName: optionalText,
    sso: z.object({ postUrl: optionalText, redirectUrl: optionalText }),
    slo: z.object({ postUrl: optionalText, redirectUrl: optionalText }).nullish(),
    publicKey: z.union([text, z.array(text)]).nullish(),
  }),
});

const oidcRecord = z.object({
  ...shared,
  oidcProvider: z.object({
    friendlyProviderName: optionalText,
    discoveryUrl: optionalText,
    metadata: z.object({ issuer: optionalText }).nullish(),
    clientId: text.min(1),
    clientSecret: optionalText,
  }),
});

type SamlRecord = z.output<typeof samlRecord>;
type OidcRecord = z.output<typeof oidcRecord>;

/** The connections of one tenant of Jackson, as a file that can be planned and applied. */
export interface JacksonTenant {
  tenant: string;
  input: z.output<typeof configurationBody>;
  /** What the file cannot say, a sentence each. */
  notes: string[];
}

const wellKnown = /\/\.well-known\/openid-configuration\/?$/;

/**
 * Reads what Jackson (Polis) exports: a list of its connections, or an object that holds one. Each tenant becomes a
 * configuration file; client secrets are beside it, as they are in no file.
 */
export function readJacksonExport(content: unknown): Outcome<JacksonTenant[]> {
  const list = listOf(content);
  if (!list) return unusable("It holds no list of connections.");
  const tenants = new Map<
    string,
    { connections: object[]; secrets: Record<string, string>; notes: string[] }
  >();
  for (const [index, entry] of list.entries()) {
    const read = readRecord(entry);
    if (!read) return unusable(`Connection ${index + 1} is neither a SAML nor an OpenID Connect connection.`);
    const { tenant, connection, secret, deactivated } = read;
    const own = tenants.get(tenant) ?? { connections: [], secrets: {}, notes: [] };
    own.connections.push(connection);
    if (secret) own.secrets[connection.reference] = secret;
    if (deactivated)
      own.notes.push(
        `${connection.name} is deactivated in Jackson: leave it a draft, or remove it afterwards.`,
      );
    tenants.set(tenant, own);
  }
  const found: JacksonTenant[] = [];
  for (const [tenant, { connections, secrets, notes }] of tenants) {
    const parsed = configurationBody.safeParse({
      configuration: { format: configurationFormat, connections },
      secrets,
    });
    if (!parsed.success)
      return unusable(`Tenant ${tenant}: ${parsed.error.issues[0]?.message ?? "unusable"}`);
    found.push({ tenant, input: parsed.data, notes });
  }
  return done(found.toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1)));
}

function listOf(content: unknown): unknown[] | null {
  if (Array.isArray(content)) return content;
  if (typeof content !== "object" || content === null) return null;
  const inside = Object.values(content).find((value) => Array.isArray(value));
  return inside ?? null;
}

function readRecord(entry: unknown) {
  const saml = samlRecord.safeParse(entry);
  if (saml.success) return fromSaml(saml.data);
  const oidc = oidcRecord.safeParse(entry);
  return oidc.success ? fromOidc(oidc.data) : null;
}

/** Known again at the next import: Jackson's client ID is of one connection, and stays. */
const referenceOf = ({ clientID }: { clientID: string }) =>
  `jackson-${clientID.replace(/[^A-Za-z0-9]/g, "").slice(0, 20)}`;

function fromSaml(record: SamlRecord) {
  const { tenant, name, product, metadataUrl, forceAuthn, deactivated, idpMetadata } = record;
  const { entityID, friendlyProviderName, sso, slo, publicKey } = idpMetadata;
  const single = {
    entityId: entityID,
    loginUrl: sso.redirectUrl ?? sso.postUrl,
    binding: sso.redirectUrl ? "redirect" : "post",
    logoutUrl: slo?.redirectUrl ?? slo?.postUrl ?? null,
    certificates: [publicKey ?? []]
      .flat()
      .flatMap((given) => given.split(","))
      .map(pem),
  };
  const connection = {
    reference: referenceOf(record),
    name: name ?? named(friendlyProviderName, product, entityID),
    protocol: "saml",
    configuration: {
      ...(metadataUrl ? { metadataUrl } : single),
      forceReauthentication: forceAuthn === true || forceAuthn === "true",
    },
  };
  return { tenant, connection, secret: null, deactivated: deactivated ?? false };
}

function fromOidc(record: OidcRecord) {
  const { tenant, name, product, deactivated, oidcProvider } = record;
  const { friendlyProviderName, discoveryUrl, metadata, clientId, clientSecret } = oidcProvider;
  const issuer = metadata?.issuer ?? discoveryUrl?.replace(wellKnown, "") ?? "";
  const usual = discoveryUrl === null || discoveryUrl.replace(wellKnown, "") === issuer.replace(/\/$/, "");
  const connection = {
    reference: referenceOf(record),
    name: name ?? named(friendlyProviderName, product, issuer),
    protocol: "oidc",
    configuration: {
      issuer,
      ...(usual ? {} : { discoveryUrl }),
      clientId,
      scopes: ["openid", "email", "profile"],
    },
  };
  return { tenant, connection, secret: clientSecret, deactivated: deactivated ?? false };
}

function named(friendly: string | null, product: string, address: string): string {
  const host = URL.canParse(address) ? new URL(address).host : address;
  const words = friendly && friendly !== "null" ? friendly : host;
  return `${words}${product ? ` (${product})` : ""}`.slice(0, 80);
}

/** Jackson keeps a certificate without its frame. In the form in which ours are kept, so that they compare. */
function pem(given: string): string {
  const body = given.trim();
  if (body.startsWith("-----BEGIN")) return `${body}\n`;
  const lines = body.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function unusable(why: string) {
  return refused("invalid", "jackson_export_unusable", `This is no export of Jackson's connections. ${why}`);
}
