import NextLink from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { helpAddresses } from "@/lib/model/help";
import { Brand } from "./brand";
import { ConsoleNav } from "./console-nav";
import type { NavGroup } from "./nav-current";
import { type SpaceLink, SpaceSwitcher } from "./space-switcher";

export interface ConsoleRailProps {
  space: SpaceLink;
  /** The person's other spaces. */
  otherSpaces?: readonly SpaceLink[];
  groups: readonly NavGroup[];
  user: { name: string; email: string; href: string };
  /** The form that signs out. */
  signOut: ReactNode;
  onNavigate?: () => void;
}

/** The contents of the rail and of the drawer: space, groups, person. */
export function ConsoleRail({
  space,
  otherSpaces = [],
  groups,
  user,
  signOut,
  onNavigate,
}: ConsoleRailProps) {
  return (
    <div className="flex min-h-full flex-col gap-5 p-3">
      <SpaceSwitcher space={space} others={otherSpaces} />
      <ConsoleNav groups={groups} {...(onNavigate ? { onNavigate } : {})} />
      <div className="mt-auto space-y-2 border-t border-line pt-3">
        <NextLink
          href={user.href}
          {...(onNavigate ? { onClick: onNavigate } : {})}
          className="flex min-h-11 items-center gap-2.5 rounded-md px-2 hover:bg-sunken"
        >
          <Avatar name={user.name} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-sm text-muted">{user.email}</span>
          </span>
        </NextLink>
        <div className="flex flex-wrap items-center justify-between gap-2 px-2">
          {signOut}
          <NextLink
            href={helpAddresses.index}
            prefetch={false}
            className="flex min-h-8 items-center text-muted hover:text-text max-desk:min-h-11"
          >
            Help
          </NextLink>
          <Brand />
        </div>
      </div>
    </div>
  );
}
