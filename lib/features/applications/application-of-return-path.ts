import type { ShownLogo } from "@/lib/model/brand/brand";
import type { Dependencies } from "@/lib/ports/dependencies";
import { shownLogo } from "./application-logo";

/** The application that waits behind a sign-in, as its page names it. */
export interface WaitingApplication {
  name: string;
  logo: ShownLogo | null;
  /** The link back to it without signing in. */
  cancelPath: string;
}

const interaction = /^\/oauth\/interaction\/([A-Za-z0-9_-]{1,64})$/;

/** The id of the application's request that a return path continues; `null` if it is another page. */
export function interactionOf(path: string | null): string | null {
  return interaction.exec(path ?? "")?.[1] ?? null;
}

/** The application that a return path belongs to; `null` if it belongs to none, or its request has expired. */
export async function applicationOfReturnPath(
  { store, secrets, now }: Pick<Dependencies, "store" | "secrets" | "now">,
  next: string | null,
): Promise<WaitingApplication | null> {
  const uid = interactionOf(next);
  if (!uid) return null;
  const record = await store.providerRecords.byId(secrets.hash(`Interaction:${uid}`), now());
  const application = record?.applicationId ? await store.applications.byId(record.applicationId) : null;
  if (!application) return null;
  const logos = await store.applicationLogos.of([application.id]);
  return {
    name: application.name,
    logo: shownLogo(application.id, logos.get(application.id)),
    cancelPath: `${next}?cancel`,
  };
}
