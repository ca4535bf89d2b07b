import {
  configurations,
  connections,
  serviceProviderKeys,
  signInOptions,
} from "@/drizzle/schema/connections";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { domains, organizations } from "@/drizzle/schema/organizations";
import { spaces } from "@/drizzle/schema/spaces";
import type { Database } from "@/lib/db/driver/database";
import type { OpenDatabase } from "@/lib/db/driver/open-database";
import { analyze, insertRows, putFirstVersionsLive } from "@/lib/db/testing/insert-rows";
import { keyPairs } from "@/lib/infra/crypto/key-pairs";
import { parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { createVault } from "@/lib/infra/crypto/vault";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { fillApplications } from "./applications";
import { type BenchProtocol, named, type Size } from "./names";
import { fillPeople } from "./people";
import { createdAt, optionSettings, settingsOf, type WorldSettings } from "./settings";

/**
 * Fills an empty, migrated database: spaces with an organization, a verified domain, a SAML and an OpenID connection
 * that are live and active, and people who are members and have signed in by both before. Directly into the tables,
 * because the use cases would take an hour; the rows are those that they write.
 */
export async function fillWorld({ db }: OpenDatabase, size: Size, world: WorldSettings): Promise<void> {
  const numbers = Array.from({ length: size.spaces }, (_, number) => number);
  await fillSpaces(db, numbers);
  await fillConnections(db, waysOf(numbers), world);
  await fillPeople(db, size, world);
  await fillApplications(db, size);
  await analyze(db);
}

/** A connection to fill in; `suffix` tells those of one space apart. */
interface Way {
  space: number;
  protocol: BenchProtocol;
  suffix: string;
}

const waysOf = (numbers: readonly number[]): Way[] =>
  numbers.flatMap((space) =>
    (["saml", "oidc"] as const).map((protocol) => ({ space, protocol, suffix: "" })),
  );

/** The ids of a connection and its parts. */
const idsOf = ({ space, protocol, suffix }: Way) => ({
  id: `${named.connection(space, protocol)}${suffix}`,
  organizationId: named.organization(space),
  configurationId: `${named.configuration(space, protocol)}${suffix}`,
  reference: `${named.reference(protocol)}${suffix}`,
});

/** Spaces with an organization and a verified domain each. */
export async function fillSpaces(db: Database, numbers: readonly number[]): Promise<void> {
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
      convertToSsoOnly: true,
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
}

/** Connections that are live and active. */
// Over 60 lines: the rows of one table after the other.
export async function fillConnections(
  db: Database,
  given: readonly Way[],
  world: WorldSettings,
): Promise<void> {
  const ways = given.map((way) => ({ ...way, ...idsOf(way) }));
  const ring = parseKeyRing(world.encryptionKeys);
  if ("problem" in ring) throw new Error(ring.problem);
  const vault = createVault(ring);
  // One pair for everybody, because 5,000 take minutes to create; each row has it sealed for itself.
  const pair = await keyPairs.make("Bench", createdAt);
  await insertRows(
    db,
    connections,
    ways.map(({ id, organizationId, protocol, reference, suffix }) => ({
      id,
      organizationId,
      name: `Bench ${protocol}${suffix}`,
      reference,
      referenceKey: reference,
      protocol,
      provider: "generic",
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
  await putFirstVersionsLive(db);
  await insertRows(
    db,
    serviceProviderKeys,
    ways.map(({ id, organizationId, space, protocol, suffix }) => {
      const keyId = `key_bench${protocol}${space}${suffix}`;
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
    ways.map(({ id, space, protocol, suffix }) => ({
      id: `opt_bench${protocol}${space}${suffix}`,
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
}
