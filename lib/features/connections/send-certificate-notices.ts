import { certificateEnds } from "@/lib/features/notifications/messages/certificate-ends";
import { writeToAdministrators } from "@/lib/features/notifications/write-to-administrators";
import { dueNotice, type NoticeDays } from "@/lib/model/connections/certificate-notice";
import type { Connection } from "@/lib/model/connections/connection";
import type { Dependencies } from "@/lib/ports/dependencies";
import { factsOf } from "@/lib/protocols";
import { certificatesOf, lastEnd } from "@/lib/protocols/saml/certificates/stored-certificates";

const batch = 100;

type NoticeDependencies = Pick<Dependencies, "store" | "now" | "secrets" | "log" | "appUrl">;

/**
 * Notifies the administrators of every space with an active option 30, 7, 1 and 0 days before the last of a
 * connection's certificates expires; each notice once. Returns how many connections were notified about.
 */
export async function sendCertificateNotices(deps: NoticeDependencies): Promise<{ notified: number }> {
  let notified = 0;
  let after: string | null = null;
  for (;;) {
    const page: Connection[] = await deps.store.connectionLookup.liveSaml(batch, after);
    for (const connection of page) {
      try {
        if (await notice(deps, connection)) notified += 1;
      } catch (error) {
        deps.log.error("a certificate notice could not be written", { connectionId: connection.id, error });
      }
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < batch) return { notified };
  }
}

async function notice(deps: NoticeDependencies, connection: Connection): Promise<boolean> {
  const now = deps.now();
  const end = await lastCertificateEnd(deps, connection);
  const days = end && dueNotice(end, now);
  if (end === null || days === null) return false;
  return deps.store.transaction((tx) => notify({ ...deps, store: tx }, connection, end, days));
}

async function lastCertificateEnd(
  { store }: Pick<Dependencies, "store">,
  connection: Connection,
): Promise<Date | null> {
  if (connection.liveConfigurationId === null) return null;
  const live = await store
    .connectionsOf(connection.organizationId)
    .configuration(connection.liveConfigurationId);
  if (!live) return null;
  const end = lastEnd(certificatesOf(factsOf(live.settings).certificates));
  if (end && !live.certificatesEnd)
    await store.connectionsOf(connection.organizationId).recordCertificatesEnd(live.id, end);
  return end;
}

async function notify(
  deps: NoticeDependencies,
  connection: Connection,
  end: Date,
  days: NoticeDays,
): Promise<boolean> {
  const { store } = deps;
  const options = await store.organizationOptionsOf(connection.organizationId).ofConnection(connection.id);
  const active = options.filter(({ status }) => status === "active");
  if (active.length === 0) return false;
  const name = `certificate:${connection.id}:${end.toISOString()}:${days}`;
  if (!(await store.noticesOf(connection.organizationId).once(name, deps.now()))) return false;
  for (const space of await store.spaces.byIds(active.map(({ spaceId }) => spaceId))) {
    const text = certificateEnds({ space, connection, days, end, appUrl: deps.appUrl });
    await writeToAdministrators(deps, space.id, "manage_auth_integrations", text);
    const target = { kind: "connection", id: connection.id, name: connection.name };
    const data = { target, endsAt: end.toISOString(), days };
    await store.webhookQueue.enqueue(space.id, { type: "certificate.ending", at: deps.now(), data });
  }
  return true;
}
