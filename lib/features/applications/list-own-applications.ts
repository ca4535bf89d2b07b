import type { MemberContext } from "@/lib/features/sessions/space-access";
import type { Application } from "@/lib/model/applications/application";
import { mayUse } from "@/lib/model/applications/may-use";
import type { ShownLogo } from "@/lib/model/brand/brand";
import type { Dependencies } from "@/lib/ports/dependencies";
import { shownLogo } from "./application-logo";

/** An application as a person sees it on the home page. */
export interface OwnApplication {
  id: string;
  name: string;
  logo: ShownLogo | null;
  /** The address that starts it; `null` if it registered none. */
  href: string | null;
}

/** The applications that a member may use in the space, sorted by name. */
export async function listOwnApplications(
  { store, appUrl }: Pick<Dependencies, "store" | "appUrl">,
  { space, user, membership }: Pick<MemberContext, "space" | "user" | "membership">,
): Promise<OwnApplication[]> {
  const open = await store.applicationsOf(space.id).open();
  if (open.length === 0) return [];
  const teamIds = (await store.membershipsOf(space.id).teamsOf(user.id)).map(({ id }) => id);
  const own = open.filter(({ application, chosen }) =>
    mayUse(application, chosen, { role: membership.role, teamIds }),
  );
  const logos = await store.applicationLogos.of(own.map(({ application }) => application.id));
  return own.map(({ application }) => ({
    id: application.id,
    name: application.name,
    logo: shownLogo(application.id, logos.get(application.id)),
    href: startOf(application, { issuer: appUrl, organization: space.slug, loginHint: user.email }),
  }));
}

/**
 * The address at which an application begins a sign-in itself (OpenID Connect Core §4, “Initiating Login from a Third
 * Party”), else its start page. Nobody is ever sent there with a code that the application did not request.
 */
function startOf(
  { initiateLoginUri, homeUri }: Pick<Application, "initiateLoginUri" | "homeUri">,
  said: { issuer: string; organization: string; loginHint: string },
): string | null {
  if (initiateLoginUri === null) return homeUri;
  const url = new URL(initiateLoginUri);
  url.searchParams.set("iss", said.issuer);
  url.searchParams.set("organization", said.organization);
  url.searchParams.set("login_hint", said.loginHint);
  if (homeUri !== null) url.searchParams.set("target_link_uri", homeUri);
  return url.href;
}
