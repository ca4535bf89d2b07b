import type { ShownLogo } from "@/lib/model/brand/brand";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { shownLogo } from "./application-logo";

/** An application as the administrators of a space see it. */
export interface SpaceApplication {
  id: string;
  name: string;
  logo: ShownLogo | null;
  /** Where it is at home; `null`: it has registered no page. */
  homeUri: string | null;
  /** Who may use it here; neither roles nor teams: everyone. */
  roles: Role[];
  teams: { id: string; name: string }[];
  /** Since then, sign-ins of the space's own people, and how many they are. */
  signIns: number;
  people: number;
  lastUsedAt: string | null;
}

const days = 30;

/** The vendor's applications that are open to the space, with who of its members may use each. By name. */
export async function listSpaceApplications(
  { store, now }: Pick<Dependencies, "store" | "now">,
  { space }: { space: Pick<Space, "id"> },
): Promise<SpaceApplication[]> {
  const open = await store.applicationsOf(space.id).open();
  if (open.length === 0) return [];
  const teams = await store.teamsOf(space.id).all();
  const since = new Date(now().getTime() - days * 86_400_000);
  const use = await store.applicationSessions.useIn(space.id, since);
  const logos = await store.applicationLogos.of(open.map(({ application }) => application.id));
  return open.map(({ application, chosen }) => {
    const own = chosen && (chosen.roles.length > 0 || chosen.teamIds.length > 0) ? chosen : null;
    const { signIns = 0, people = 0, lastAt = null } = use.get(application.id) ?? {};
    return {
      id: application.id,
      name: application.name,
      logo: shownLogo(application.id, logos.get(application.id)),
      homeUri: application.homeUri,
      roles: own ? own.roles : application.roles,
      teams: teams.filter(({ id }) => own?.teamIds.includes(id)).map(({ id, name }) => ({ id, name })),
      signIns,
      people,
      lastUsedAt: lastAt?.toISOString() ?? null,
    };
  });
}
