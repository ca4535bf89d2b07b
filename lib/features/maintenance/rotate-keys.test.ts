import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealedValuesIn } from "@/lib/db/repositories/sealed-values";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aConnection, anOrganization, aSpace, aUser } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { type KeyRing, parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { createVault, keyIdOf } from "@/lib/infra/crypto/vault";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { rotateKeys } from "./rotate-keys";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const entry = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
function ringOf(...entries: string[]): KeyRing {
  const ring = parseKeyRing(entries.join(","));
  if ("problem" in ring) throw new Error(ring.problem);
  return ring;
}
const actor = { kind: "command_line" as const, id: null, name: "root", address: null };

test("seals every value again, resumes a stopped run, and leaves what no key opens", async () => {
  const deps = testDependencies(database);
  const [oldKey, newKey] = [entry("k_old"), entry("kXnew")];
  const old = createVault(ringOf(oldKey));
  const foreign = createVault(ringOf(entry("gone")));
  const ring = ringOf(newKey, oldKey);
  const space = await aSpace(deps.store);
  const organizationId = await anOrganization(deps.store, space.id);
  const connection = await aConnection(deps.store, organizationId);
  const keyId = deps.secrets.id("key");
  await deps.store.connectionsOf(organizationId).insertKey({
    id: keyId,
    organizationId,
    connectionId: connection.id,
    certificate: "PEM",
    privateKeySealed: old.seal("private key", sealContexts.privateKey(organizationId, keyId)),
    createdAt: deps.now(),
    retiredAt: null,
  });
  const users: string[] = [];
  for (let n = 0; n < 5; n++) {
    const { id } = await aUser(deps.store);
    users.push(id);
    const vault = n === 4 ? foreign : old;
    await deps.store.users.update(id, { totpSealed: vault.seal(`seed ${n}`, sealContexts.totpSeed(id)) });
  }
  const sealedValues = sealedValuesIn(database.db);
  // One of them was sealed by a run that stopped.
  const [first] = await sealedValues.notUnder("totpSeed", "kXnew", null, 1);
  const vault = createVault(ring);
  const context = sealContexts.totpSeed(first?.rowId ?? "");
  await sealedValues.replace(
    "totpSeed",
    first?.rowId ?? "",
    first?.sealed ?? "",
    vault.seal(vault.open(first?.sealed ?? "", context), context),
  );

  const rotation = await rotateKeys({ ...deps, vault, sealedValues }, actor, ring.current.id);
  expect(rotation.resealed).toMatchObject({ privateKey: 1, totpSeed: 3 });
  expect(rotation.unreadable).toEqual([{ column: "totpSeed", rowId: users[4] }]);

  // The old key can be removed now.
  const alone = createVault(ringOf(newKey));
  const [key] = await deps.store.connectionsOf(organizationId).keysOf(connection.id);
  expect(alone.open(key?.privateKeySealed ?? "", sealContexts.privateKey(organizationId, keyId))).toBe(
    "private key",
  );
  for (const id of users.slice(0, 4)) {
    const sealed = (await deps.store.users.credentialsOf(id))?.totpSealed ?? "";
    expect(keyIdOf(sealed)).toBe("kXnew");
    expect(alone.open(sealed, sealContexts.totpSeed(id))).toMatch(/^seed /);
  }
  expect((await deps.store.auditOf(null).after(0, 10)).map((event) => event.action)).toEqual([
    "keys.rotated",
  ]);
});

test("does not overwrite what somebody changed meanwhile", async () => {
  const deps = testDependencies(database);
  const { id } = await aUser(deps.store, { totpSealed: "v1.k.a.b.c" });
  const sealedValues = sealedValuesIn(database.db);
  expect(await sealedValues.replace("totpSeed", id, "v1.k.other", "v1.n.x")).toBe(false);
  expect((await deps.store.users.credentialsOf(id))?.totpSealed).toBe("v1.k.a.b.c");
});
