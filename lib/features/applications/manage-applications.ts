import type { Store } from "@/lib/db/store";
import { type Application, mostSecrets, secretMethods } from "@/lib/model/applications/application";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type {
  ApplicationInput,
  ApplicationView,
  CreatedApplicationView,
  NewApplication,
} from "@/lib/schemas/application";
import { encodeLogo } from "./application-logo";
import { noSuchApplication, viewApplication } from "./application-view";
import { type ApplicationDependencies, misfit, unknownSpace } from "./check-application";
import { makeSecret } from "./client-secret";

/** Creates an application, on behalf of an operator. Returns its client secret this once; only its SHA-256 is stored. */
export async function createApplication(
  deps: ApplicationDependencies,
  actor: Actor,
  { spaces, tokenEndpointAuthMethod, idTokenSignedResponseAlg, logo: file, ...input }: NewApplication,
): Promise<Outcome<CreatedApplicationView>> {
  const now = deps.now();
  const application: Application = {
    ...input,
    id: deps.secrets.id("app"),
    authMethod: tokenEndpointAuthMethod,
    idTokenAlgorithm: idTokenSignedResponseAlg,
    createdAt: now,
    lastUsedAt: null,
    revision: 1,
  };
  const refusal = misfit(deps, application);
  if (refusal) return refusal;
  const logo = await encodeLogo(deps, file, "logo");
  if (!logo.ok) return logo;
  return deps.store.transaction(async (tx) => {
    const unknown = await unknownSpace(tx, spaces);
    if (unknown) return unknown;
    await tx.applications.insert(application);
    await tx.applications.setSpaces(application.id, spaces);
    if (logo.value) await tx.applicationLogos.set(application.id, logo.value, now);
    const secret = secretMethods.includes(application.authMethod) ? makeSecret(deps, application.id) : null;
    if (secret) await tx.applications.insertSecret(secret.row);
    await audit(tx, deps.now(), {
      actor,
      action: "application.created",
      application,
      details: {
        redirectUris: application.redirectUris,
        openTo: application.openTo,
      },
    });
    return done({ ...(await viewApplication(deps, tx, application)), clientSecret: secret?.text ?? null });
  });
}

/** Changes an application; absent fields stay. People who may no longer use it lose access at their next request. */
export async function changeApplication(
  deps: ApplicationDependencies,
  actor: Actor,
  { id, expectedRevision, change }: { id: string; expectedRevision: number | null; change: ApplicationInput },
): Promise<Outcome<ApplicationView>> {
  const {
    spaces,
    tokenEndpointAuthMethod,
    idTokenSignedResponseAlg,
    logo: file,
    ...columns
  } = withoutAbsent(change);
  const logo = await encodeLogo(deps, file, "logo");
  if (!logo.ok) return logo;
  return deps.store.transaction(async (tx) => {
    if (!(await tx.applications.lock(id))) return noSuchApplication();
    const before = await tx.applications.byId(id);
    if (!before) return noSuchApplication();
    const wanted = {
      ...columns,
      ...(tokenEndpointAuthMethod === undefined ? {} : { authMethod: tokenEndpointAuthMethod }),
      ...(idTokenSignedResponseAlg === undefined ? {} : { idTokenAlgorithm: idTokenSignedResponseAlg }),
    };
    const refusal =
      misfit(deps, { ...before, ...wanted }) ?? (spaces ? await unknownSpace(tx, spaces) : null);
    if (refusal) return refusal;
    const after = await tx.applications.update(id, wanted, expectedRevision);
    if (!after) return staleApplication(before.revision);
    if (spaces) await tx.applications.setSpaces(id, spaces);
    if (logo.value !== undefined) await tx.applicationLogos.set(id, logo.value, deps.now());
    await audit(tx, deps.now(), {
      actor,
      action: "application.changed",
      application: after,
      details: {
        changed: Object.keys(withoutAbsent(change)),
      },
    });
    return done(await viewApplication(deps, tx, after));
  });
}

/** Keeps only the given fields. */
function withoutAbsent<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function staleApplication(revision: number) {
  return refused(
    "conflict",
    "stale_revision",
    "Somebody else has changed the application meanwhile. Read it again, then send your change once more.",
    { field: "If-Match", expected: String(revision) },
  );
}

/** Removes an application with its secrets, sign-ins and tokens: nobody can sign in to it from then on. */
export async function removeApplication(
  deps: Dependencies,
  actor: Actor,
  id: string,
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    const before = await tx.applications.byId(id);
    if (!before || !(await tx.applications.remove(id))) return noSuchApplication();
    await audit(tx, deps.now(), { actor, action: "application.removed", application: before, details: {} });
    return done(null);
  });
}

/**
 * Creates another client secret. The newest existing one works for another `overlapHours`, so that the application
 * can switch over; any older one ends now.
 */
export async function rotateSecret(
  deps: Dependencies,
  actor: Actor,
  { id, overlapHours }: { id: string; overlapHours: number },
): Promise<Outcome<CreatedApplicationView>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    if (!(await tx.applications.lock(id))) return noSuchApplication();
    const application = await tx.applications.byId(id);
    if (!application) return noSuchApplication();
    if (!secretMethods.includes(application.authMethod))
      return refused(
        "conflict",
        "no_client_secret",
        "This application proves itself without a client secret, so there is none to rotate.",
        { received: application.authMethod, expected: secretMethods.join(" or ") },
      );
    const live = (await tx.applications.secrets(id)).filter(({ endsAt }) => !endsAt || endsAt > now);
    for (const [index, secret] of live.toReversed().entries()) {
      const kept = index < mostSecrets - 1 ? overlapHours * 3_600_000 : 0;
      await tx.applications.endSecret(id, secret.id, new Date(now.getTime() + kept));
    }
    const secret = makeSecret(deps, id);
    await tx.applications.insertSecret(secret.row);
    await audit(tx, now, {
      actor,
      action: "application.secret_rotated",
      application,
      details: {
        prefix: secret.row.prefix,
        overlapHours,
      },
    });
    return done({ ...(await viewApplication(deps, tx, application)), clientSecret: secret.text });
  });
}

interface ApplicationChange {
  actor: Actor;
  action: string;
  application: Pick<Application, "id" | "name">;
  details: Record<string, unknown>;
}

async function audit(tx: Store, now: Date, change: ApplicationChange): Promise<void> {
  const { actor, action, details } = change;
  const { id, name } = change.application;
  await tx.auditOf(null).append({ actor, action, target: { kind: "application", id, name }, details }, now);
}
