import { jobsIn } from "@/lib/db/repositories/jobs";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { activateOption } from "@/lib/features/connections/activate-option";
import { takeLease } from "@/lib/features/connections/edit-lease";
import { refreshMetadata } from "@/lib/features/connections/refresh-metadata";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import { addDomain } from "@/lib/features/domains/add-domain";
import { allowConnections } from "@/lib/features/linking/allow-connections";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { askForOrganization, decideRequest } from "@/lib/features/organizations/organization-links";
import { sendReset } from "@/lib/features/passwords/forgot-password";
import { addToTeam } from "@/lib/features/people/change-team-members";
import { createTeam } from "@/lib/features/people/save-team";
import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { openSetupLink } from "@/lib/features/setup-links/open-setup-link";
import { startTestRun } from "@/lib/features/test-runs/start-test-run";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { typed } from "@/lib/features/testing/sso-scenes";
import { createIntegrationToken, createPersonalToken } from "@/lib/features/tokens/create-token";
import { revokeToken } from "@/lib/features/tokens/revoke-token";
import { createWebhook } from "@/lib/features/webhooks/webhooks";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";

/**
 * Fills an empty database as the product's own use cases would, with something in every table; every name is
 * invented.
 */
export async function makeContent(lab: SsoLab): Promise<void> {
  const orchard = (await aSubscribedSpace(lab, { space: { slug: "orchard", name: "Orchard" } })).admin;
  const globex = (
    await aSubscribedSpace(lab, { domain: "globex.example", space: { slug: "globex", name: "Globex" } })
  ).admin;
  await aSpace(lab.deps.store, { slug: "meadow", name: "Meadow", kind: "partner", ssoSubscribed: false });
  value(await addDomain(lab.deps, orchard, "orchard.example"));
  await makePeople(lab, orchard);
  await makePrograms(lab, orchard);
  const saml = await makeConnections(lab, orchard);
  await makeSetup(lab, orchard, saml);
  await linkOrganizations(lab, globex, orchard);
  await makeUpkeep(lab, orchard);
}

/** The administrator again, with a session: an activation has ended the one before. */
const again = (lab: SsoLab, admin: Context) => contextAs(lab.deps, admin.space, admin.user?.id ?? "");

async function makePeople(lab: SsoLab, admin: Context): Promise<void> {
  const { deps } = lab;
  const { store, secrets, now } = deps;
  const passwordHash = await deps.passwords.hash("an invented password");
  const password = { passwordHash, passwordChangedAt: now() };
  const ann = await aMember(
    store,
    admin.space.id,
    { role: "editor", licence: "editor" },
    {
      email: "ann@orchard.example",
      ...password,
      totpEnabledAt: now(),
      totpSealed: "",
    },
  );
  const seed = deps.vault.seal("JBSWY3DPEHPK3PXP", sealContexts.totpSeed(ann.userId));
  await store.users.update(ann.userId, { totpSealed: seed });
  await store.users.replaceRecoveryCodes(ann.userId, ["one", "two"].map(secrets.hash));
  await store.users.useRecoveryCode(ann.userId, secrets.hash("two"), now());
  await aMember(
    store,
    admin.space.id,
    { status: "pending", licence: null },
    { email: "pia@orchard.example" },
  );
  await aMember(store, admin.space.id, { status: "deactivated", licence: null, origin: "csv" });
  await sendReset(deps, "ann@orchard.example");
  for (const name of ["Growers", "Pickers"]) {
    const team = value(
      await createTeam(deps, admin, { name, defaultRole: name === "Growers" ? "editor" : null }),
    );
    value(await addToTeam(deps, admin, { teamId: team.id, email: "ann@orchard.example" }));
  }
}

async function makePrograms(lab: SsoLab, admin: Context): Promise<void> {
  const { deps } = lab;
  const personal = value(
    await createPersonalToken(deps, admin, { name: "My script", scopes: ["people:read"], expiresAt: null }),
  );
  // Ended by its owner; the others end by activations.
  value(await revokeToken(deps, admin, personal.id, "own"));
  value(
    await createWebhook(deps, admin, {
      url: `${lab.tool.url}/hook`,
      events: ["connection.activated", "sign_in.refused", "user.provisioned"],
    }),
  );
}

/** Connections of every protocol, used and unused; returns the SAML one. */
async function makeConnections(lab: SsoLab, admin: Context): Promise<{ connectionId: string }> {
  const made: Partial<Record<Protocol, { connectionId: string; reference: string }>> = {};
  for (const protocol of ["saml", "oidc", "oauth2"] as const) {
    const connection = await anActiveConnection(lab, await again(lab, admin), protocol);
    made[protocol] = connection;
    const browser = new LabBrowser(lab);
    await browser.signIn(admin.space, connection);
    await browser.signIn(admin.space, connection);
    await new LabBrowser(lab).signIn(admin.space, connection, { person: "dmitri-hale" });
  }
  const { saml, oidc } = made;
  if (!saml || !oidc) throw new Error("two of the connections are wanted below");
  const ctx = await again(lab, admin);
  await makeOptionVersions(lab, ctx, saml.connectionId);
  await new LabBrowser(lab).signIn(admin.space, saml, typed("gia@acme.example", "growers"));
  await new LabBrowser(lab).begin(admin.space, saml.reference);
  await secondVersion(lab, ctx, saml.connectionId);
  const ada = await lab.deps.store.users.byEmail("ada.moreno@acme.example");
  if (!ada) throw new Error("the simulators' Ada has not signed in");
  value(await allowConnections(lab.deps, ctx, { userId: ada.id, connections: [oidc.connectionId] }));
  await removedConnection(lab, admin);
  await aDraft(lab, await again(lab, admin), "oidc");
  return saml;
}

async function makeOptionVersions(lab: SsoLab, ctx: Context, connectionId: string): Promise<void> {
  const option = await lab.deps.store.optionsOf(ctx.space.id).byConnection(connectionId);
  const [team] = await lab.deps.store.teamsOf(ctx.space.id).all();
  if (!option || !team) throw new Error("a rule needs an option and a team");
  const rule = {
    attribute: "groups",
    operator: "equals",
    value: "growers",
    role: "editor",
    teams: [team.id],
  } as const;
  const settings = { ...option.settings, rules: [{ ...rule, teams: [team.id] }] };
  const { leaseId } = value(await takeLease(lab.deps, ctx, { takeOver: true }));
  value(await saveOptionSettings(lab.deps, ctx, { connectionId, leaseId, expectedRevision: null, settings }));
}

/** A version that was tested and went live after the first, and one that is a draft with an open test run. */
async function secondVersion(lab: SsoLab, ctx: Context, connectionId: string): Promise<void> {
  const save = async (binding: "post" | "redirect") => {
    const { leaseId } = value(await takeLease(lab.deps, ctx, { takeOver: true }));
    const input = { protocol: "saml", values: { binding } } as const;
    value(await saveConfiguration(lab.deps, ctx, { connectionId, leaseId, expectedRevision: null, input }));
  };
  await save("post");
  await new LabBrowser(lab).test(ctx, connectionId, { fault: "wrong_audience" });
  await new LabBrowser(lab).test(ctx, connectionId);
  value(await activateOption(lab.deps, ctx, { connectionId, configurationId: null, sessions: "keep" }));
  const next = await again(lab, ctx);
  await save("redirect");
  value(await startTestRun(lab.deps, next, { connectionId }));
}

/** A connection that somebody signed in by, removed while that session goes on. */
async function removedConnection(lab: SsoLab, admin: Context): Promise<void> {
  const connection = await anActiveConnection(lab, await again(lab, admin), "saml");
  await new LabBrowser(lab).signIn(admin.space, connection, typed("rob@acme.example"));
  const { connectionId } = connection;
  value(await removeConnection(lab.deps, await again(lab, admin), { connectionId, sessions: "keep" }));
  const rob = await lab.deps.store.users.byEmail("rob@acme.example");
  const organization = await lab.deps.store.organizationsOf(admin.space.id).own();
  if (!rob || !organization) throw new Error("nobody can be SSO-only");
  await lab.deps.store.users.update(rob.id, { ssoOnlyOrganizationId: organization.id });
}

async function makeSetup(lab: SsoLab, admin: Context, saml: { connectionId: string }): Promise<void> {
  const { deps } = lab;
  const ctx = await again(lab, admin);
  const input = {
    connectionId: saml.connectionId,
    hours: 24,
    recipient: "it@acme.example",
    note: null,
    send: true,
  };
  const { url } = value(await createSetupLink(deps, ctx, { ...input, scope: "renew" }));
  value(await openSetupLink(deps, { secret: url.split("/").at(-1) ?? "", address: "192.0.2.9" }));
  // After the activations, which end every token of the space.
  const token = { name: "Sync", account: "sync", scopes: ["connections:read" as const], expiresAt: null };
  value(await createIntegrationToken(deps, ctx, token));
  const found = await deps.store.tokensOf(admin.space.id).page({ pageSize: 100 });
  const sync = found.rows.find(({ name }) => name === "Sync");
  if (!sync) throw new Error("the token is not listed");
  await deps.store.idempotencyKeysOf({ tokenId: sync.id, spaceId: admin.space.id }).take(
    {
      id: deps.secrets.id("idem"),
      keyHash: deps.secrets.hash("a key"),
      requestDigest: deps.secrets.hash("a request"),
      expiresAt: new Date(deps.now().getTime() + 86_400_000),
    },
    deps.now(),
  );
}

async function linkOrganizations(lab: SsoLab, guest: Context, owner: Context): Promise<void> {
  value(await askForOrganization(lab.deps, guest, owner.space.slug));
  value(await askForOrganization(lab.deps, guest, "nobody-has-this"));
  value(await decideRequest(lab.deps, owner, { spaceId: guest.space.id, agree: true }));
}

async function makeUpkeep(lab: SsoLab, admin: Context): Promise<void> {
  const { deps, database } = lab;
  await refreshMetadata({ ...deps });
  const organization = await deps.store.organizationsOf(admin.space.id).own();
  if (!organization) throw new Error("the space has no organization");
  await deps.store.noticesOf(organization.id).once("certificate:an-invented-one:30", deps.now());
  const now = deps.now();
  await jobsIn(database.db).claim("daily", now, new Date(now.getTime() + 60_000));
  const actor = { kind: "command_line" as const, id: null, name: "Fixture", address: null };
  await deps.store.auditOf(null).append({ actor, action: "fixture.made" }, now);
}
