import {
  configurations,
  connections,
  linkedIdentities,
  serviceProviderKeys,
  signInOptions,
} from "@/drizzle/schema/connections";
import { domains, organizationSpaces, organizations } from "@/drizzle/schema/organizations";
import { memberships, users } from "@/drizzle/schema/people";
import { spaces } from "@/drizzle/schema/spaces";
import { keyPairs } from "@/lib/adapters/crypto/key-pairs";
import { parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { createVault } from "@/lib/adapters/crypto/vault";
import type { OpenDatabase } from "@/lib/adapters/db/open-database";
import { analyze, insertRows } from "@/lib/adapters/db/testing/insert-rows";
import type { ConfigurationSettings, OptionSettings } from "@/lib/core/model/connection";
import { sealContexts } from "@/lib/usecases/seal-contexts";
import { type BenchProtocol, named, type Size, samlLoginUrl } from "./names";

export interface WorldSettings {
  /** As the server is told it. */
  encryptionKeys: string;
  samlCertificate: string;
  oidcIssuer: string;
}

const createdAt = new Date("2026-01-01T00:00:00.000Z");

const optionSettings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  rules: [{ attribute: "groups", operator: "equals", value: "editors", role: "editor", teams: [] }],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: [],
  ceiling: "editor",
  provisioning: true,
  validation: "automatic",
};

function settingsOf(space: number, protocol: BenchProtocol, world: WorldSettings): ConfigurationSettings {
  const common = { logoutUrl: null, loginFlow: "sp", forceReauthentication: false } as const;
  return protocol === "oidc"
    ? {
        ...common,
        protocol,
        issuer: world.oidcIssuer,
        clientId: named.clientId(space),
        scopes: ["openid", "email", "profile"],
        tokenEndpointAuthMethod: null,
      }
    : {
        ...common,
        protocol,
        entityId: named.samlEntityId(space),
        loginUrl: samlLoginUrl,
        binding: "redirect",
        certificates: [world.samlCertificate],
        nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        signed: "both",
        refuseEndedCertificates: false,
        metadataUrl: null,
      };
}

/**
 * Fills an empty, migrated database: spaces with an organization, a verified domain, a SAML and an OpenID connection
 * that are live and active, and people who are members and have signed in by both before. Straight into the tables,
 * for the use cases would take an hour; the rows are those that they write.
 */
export async function fillWorld({ db }: OpenDatabase, size: Size, world: WorldSettings): Promise<void> {
  const ring = parseKeyRing(world.encryptionKeys);
  if ("problem" in ring) throw new Error(ring.problem);
  const vault = createVault(ring);
  // One pair for everybody, as 5,000 take minutes to make; each row has it sealed for itself.
  const pair = await keyPairs.make("Bench", createdAt);
  const numbers = Array.from({ length: size.spaces }, (_, number) => number);
  const ways = numbers.flatMap((space) =>
    (["saml", "oidc"] as const).map((protocol) => ({
      space,
      protocol,
      id: named.connection(space, protocol),
      organizationId: named.organization(space),
      configurationId: named.configuration(space, protocol),
    })),
  );
  const people = Array.from({ length: size.people }, (_, number) => {
    const visitor = { space: number % size.spaces, person: Math.floor(number / size.spaces) };
    return { ...visitor, id: named.user(visitor), email: named.email(visitor) };
  });

  await insertRows(
    db,
    spaces,
    numbers.map((space) => ({
      id: named.spaceId(space),
      slug: named.slug(space),
      name: `Bench ${space}`,
      kind: "standard",
      ssoSubscribed: true,
      passwordSignIn: "allowed",
      seats: {},
      createdAt,
    })),
  );
  await insertRows(
    db,
    organizations,
    numbers.map((space) => ({
      id: named.organization(space),
      name: `Bench ${space}`,
      ownerSpaceId: named.spaceId(space),
      createdAt,
    })),
  );
  await insertRows(
    db,
    organizationSpaces,
    numbers.map((space) => ({
      organizationId: named.organization(space),
      spaceId: named.spaceId(space),
      status: "own",
      createdAt,
      decidedAt: createdAt,
    })),
  );
  await insertRows(
    db,
    domains,
    numbers.map((space) => ({
      id: `dom_bench${space}`,
      organizationId: named.organization(space),
      name: named.domain(space),
      status: "verified",
      challenge: "bench",
      verifiedBy: "operator",
      verifiedAt: createdAt,
      createdAt,
    })),
  );
  await insertRows(
    db,
    connections,
    ways.map(({ id, organizationId, protocol, configurationId }) => ({
      id,
      organizationId,
      name: `Bench ${protocol}`,
      reference: named.reference(protocol),
      referenceKey: named.reference(protocol),
      protocol,
      provider: "generic",
      liveConfigurationId: configurationId,
      createdAt,
    })),
  );
  await insertRows(
    db,
    configurations,
    ways.map(({ id, organizationId, space, protocol, configurationId }) => ({
      id: configurationId,
      organizationId,
      connectionId: id,
      version: 1,
      settings: settingsOf(space, protocol, world),
      clientSecretSealed:
        protocol === "oidc"
          ? vault.seal("bench secret", sealContexts.clientSecret(organizationId, configurationId))
          : null,
      testedAt: createdAt,
      wentLiveAt: createdAt,
      createdAt,
    })),
  );
  await insertRows(
    db,
    serviceProviderKeys,
    ways.map(({ id, organizationId, space, protocol }) => {
      const keyId = `key_bench${protocol}${space}`;
      const privateKeySealed = vault.seal(pair.privateKeyPem, sealContexts.privateKey(organizationId, keyId));
      return {
        id: keyId,
        organizationId,
        connectionId: id,
        certificate: pair.certificate,
        privateKeySealed,
        createdAt,
      };
    }),
  );
  await insertRows(
    db,
    signInOptions,
    ways.map(({ id, space, protocol }) => ({
      id: `opt_bench${protocol}${space}`,
      connectionId: id,
      spaceId: named.spaceId(space),
      status: "active",
      settings: optionSettings,
      position: 0,
      activatedAt: createdAt,
      createdAt,
      revision: 1,
    })),
  );
  await insertRows(
    db,
    users,
    people.map(({ id, email, person }) => ({
      id,
      email,
      firstName: "Bench",
      lastName: `Person ${person}`,
      isOperator: false,
      createdAt,
    })),
  );
  await insertRows(
    db,
    memberships,
    people.map(({ id, space }) => ({
      spaceId: named.spaceId(space),
      userId: id,
      role: "reader",
      status: "active",
      licence: "reader",
      isItAdministrator: false,
      permissions: [],
      origin: "sso",
      originConnectionId: named.connection(space, "saml"),
      roleSource: "mapping",
      createdAt,
    })),
  );
  await insertRows(
    db,
    linkedIdentities,
    people.flatMap(({ id, email, space }) =>
      (["saml", "oidc"] as const).map((protocol) => ({
        id: `link_${protocol}${id}`,
        organizationId: named.organization(space),
        connectionId: named.connection(space, protocol),
        userId: id,
        issuer: protocol === "saml" ? named.samlEntityId(space) : world.oidcIssuer,
        subject: email,
        relinkAllowed: false,
        firstUsedAt: createdAt,
        lastUsedAt: createdAt,
      })),
    ),
  );
  await analyze(db);
}
