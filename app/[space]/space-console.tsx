import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { Page, type PageProps } from "@/components/frame/page";
import { listOwnSpaces } from "@/lib/features/sessions/list-own-spaces";
import { displayName } from "@/lib/model/people/person";
import { holds } from "@/lib/model/people/roles";
import type { MemberContext } from "@/lib/server/auth/require";
import { navigationFor, spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { wornBrandOf } from "../branded";
import { SignOutForm } from "../sign-out-form";
import { navIcons } from "./nav-icons";
import { palettePages } from "./palette-pages";

interface SpaceConsoleProps {
  ctx: MemberContext;
  width?: PageProps["width"];
  banner?: ReactNode;
  children: ReactNode;
}

/** The console around a page of a space: the rail contains what this member may open. */
export async function SpaceConsole({ ctx, width = "content", banner, children }: SpaceConsoleProps) {
  const { space, user } = ctx;
  const paths = spacePaths(space.slug);
  const deps = await dependencies();
  const groups = navigationFor(ctx);
  const searches =
    holds(ctx.membership, "manage_people") || holds(ctx.membership, "manage_auth_integrations");
  const decides = groups.some((group) => group.items.some((item) => item.key === "approvals"));
  const [spaces, waiting, { installationName }] = await Promise.all([
    listOwnSpaces(deps, ctx),
    decides ? deps.store.membershipsOf(space.id).waiting() : 0,
    wornBrandOf(null),
  ]);
  return (
    <ConsoleFrame
      space={{ name: space.name, href: paths.home }}
      otherSpaces={spaces
        .filter((other) => other.slug !== space.slug)
        .map((other) => ({ name: other.name, href: `/${other.slug}` }))}
      groups={groups.map((group) => ({
        ...group,
        items: group.items.map((item) => ({
          ...item,
          icon: navIcons[item.key],
          ...(item.key === "approvals" ? { count: waiting } : {}),
        })),
      }))}
      palette={palettePages(ctx)}
      installationName={installationName}
      user={{ id: user.id, name: displayName(user), email: user.email, href: paths.account }}
      {...(searches
        ? { searchAddress: `/${space.slug}/search`, searchHint: "A page, a member, a connection, a team …" }
        : {})}
      {...(user.isOperator ? { elsewhere: { label: "Operator console", href: "/operator" } } : {})}
      signOut={<SignOutForm />}
      banner={banner}
    >
      <Page width={width}>{children}</Page>
    </ConsoleFrame>
  );
}
