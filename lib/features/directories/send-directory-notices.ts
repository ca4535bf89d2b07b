import type { Store } from "@/lib/db/store";
import { credentialEnds, directoryAlert } from "@/lib/features/notifications/messages/directory-notices";
import type { MessageText } from "@/lib/features/notifications/messages/message-text";
import { writeToAdministrators } from "@/lib/features/notifications/write-to-administrators";
import { dueNotice } from "@/lib/model/connections/certificate-notice";
import type { Directory } from "@/lib/model/directories/directory";
import { alertOf, failingRun } from "@/lib/model/directories/health";
import type { Space } from "@/lib/model/spaces/space";
import type { WebhookEvent } from "@/lib/model/webhooks/webhook-event";
import type { Dependencies } from "@/lib/ports/dependencies";

const batch = 100;

type NoticeDependencies = Pick<Dependencies, "store" | "now" | "secrets" | "log" | "appUrl">;

/**
 * Notifies administrators of directories that fail or are silent, once until it is over, and 30, 7, 1 and 0 days before
 * a token or client secret expires. Returns how many notices it was.
 */
export async function sendDirectoryNotices(deps: NoticeDependencies): Promise<{ notified: number }> {
  let notified = 0;
  let after = "";
  for (;;) {
    const page = await deps.store.directoryLookup.after(after, batch);
    for (const directory of page) {
      try {
        notified += await deps.store.transaction((tx) => notices({ ...deps, store: tx }, directory));
      } catch (error) {
        deps.log.error("the notices of a directory could not be written", { directory: directory.id, error });
      }
    }
    const last = page.at(-1);
    if (!last || page.length < batch) return { notified };
    after = last.id;
  }
}

async function notices(deps: NoticeDependencies, directory: Directory): Promise<number> {
  const space = await ownerOf(deps.store, directory);
  if (!space) return 0;
  return (await alert(deps, directory, space)) + (await reminders(deps, directory, space));
}

async function ownerOf(store: Store, { organizationId }: Directory): Promise<Space | null> {
  const id = await store.domainDirectory.ownerSpaceId(organizationId);
  return id === null ? null : store.spaces.byId(id);
}

/** What is over is forgotten, so that the next time is told again. */
async function alert(deps: NoticeDependencies, directory: Directory, space: Space): Promise<number> {
  const { store, now, appUrl } = deps;
  const latest = await store.directoryRequestsOf(directory).latestChanges(failingRun);
  const current = alertOf(directory, latest, now());
  if (current === directory.alert) return 0;
  const directories = store.directoriesOf(directory.organizationId);
  // Two processes at once: one of them tells.
  if (!(await directories.setAlert(directory.id, directory.alert, current, now()))) return 0;
  if (current === null) return 0;
  await tell(deps, {
    space,
    text: directoryAlert({ space, directory, alert: current, appUrl }),
    event: {
      type: current === "failing" ? "directory.failing" : "directory.silent",
      at: now(),
      data: { target: targetOf(directory) },
    },
  });
  return 1;
}

async function reminders(deps: NoticeDependencies, directory: Directory, space: Space): Promise<number> {
  const { store, now, appUrl } = deps;
  const directories = store.directoriesOf(directory.organizationId);
  let notified = 0;
  for (const kind of ["token", "secret"] as const) {
    for (const credential of await directories.credentialsOf(directory.id, kind)) {
      const { id, prefix, expiresAt: end, endedAt } = credential;
      if (end === null || endedAt !== null) continue;
      const days = dueNotice(end, now());
      if (days === null) continue;
      const name = `directory_credential:${id}:${days}`;
      if (!(await store.noticesOf(directory.organizationId).once(name, now()))) continue;
      await tell(deps, {
        space,
        text: credentialEnds({ space, directory, kind, prefix, days, end, appUrl }),
        event: {
          type: "directory.credential_ending",
          at: now(),
          data: { target: targetOf(directory), kind, prefix, endsAt: end.toISOString(), days },
        },
      });
      notified += 1;
    }
  }
  return notified;
}

const targetOf = ({ id, name }: Directory) => ({ kind: "directory", id, name });

async function tell(
  deps: NoticeDependencies,
  { space, text, event }: { space: Space; text: MessageText; event: WebhookEvent },
): Promise<void> {
  await writeToAdministrators(deps, space.id, "manage_people", text);
  await deps.store.webhookQueue.enqueue(space.id, event);
}
