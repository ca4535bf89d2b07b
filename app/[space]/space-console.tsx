import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { Page, type PageProps } from "@/components/frame/page";
import { displayName } from "@/lib/core/model/person";
import { dependencies } from "@/lib/server/dependencies";
import { navigationFor, spacePaths } from "@/lib/server/navigation";
import type { MemberActing } from "@/lib/server/require";
import { listOwnSpaces } from "@/lib/usecases/list-own-spaces";
import { SignOutForm } from "../sign-out-form";
import { navIcons } from "./nav-icons";

interface SpaceConsoleProps {
  acting: MemberActing;
  width?: PageProps["width"];
  banner?: ReactNode;
  children: ReactNode;
}

/** The console around a page of a space: the rail holds what this member may open. */
export async function SpaceConsole({ acting, width = "content", banner, children }: SpaceConsoleProps) {
  const { space, user } = acting;
  const paths = spacePaths(space.slug);
  const spaces = await listOwnSpaces(await dependencies(), user.id);
  return (
    <ConsoleFrame
      space={{ name: space.name, href: paths.home }}
      otherSpaces={spaces
        .filter((other) => other.slug !== space.slug)
        .map((other) => ({ name: other.name, href: `/${other.slug}` }))}
      groups={navigationFor(acting).map((group) => ({
        ...group,
        items: group.items.map((item) => ({ ...item, icon: navIcons[item.key] })),
      }))}
      user={{ name: displayName(user), email: user.email, href: paths.account }}
      signOut={<SignOutForm />}
      banner={banner}
    >
      <Page width={width}>{children}</Page>
    </ConsoleFrame>
  );
}
