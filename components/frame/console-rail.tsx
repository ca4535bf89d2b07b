import { ArrowLeftRight } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { LinkPending } from "@/components/ui/link-pending";
import { helpAddresses } from "@/lib/model/help";
import { Brand } from "./brand";
import { CommandPalette } from "./command-palette";
import { ConsoleNav } from "./console-nav";
import type { NavGroup } from "./nav-current";
import type { PaletteGroup } from "./palette-items";
import { type SpaceLink, SpaceSwitcher } from "./space-switcher";
import { ThemeMenu } from "./theme-menu";

export interface ConsoleRailProps {
  space: SpaceLink;
  /** The person's other spaces. */
  otherSpaces?: readonly SpaceLink[];
  groups: readonly NavGroup[];
  user: { id?: string; name: string; email: string; href: string };
  /** The form that signs out. */
  signOut: ReactNode;
  /** What the palette leads to; the pages of the groups if it is left out. */
  palette?: readonly PaletteGroup[];
  /** Where the palette searches people and things, and what it finds there. */
  searchAddress?: string;
  searchHint?: string;
  /** What the installation calls itself. */
  installationName?: string;
  /** Another console that the person may open: operators' pages, or back from them. */
  elsewhere?: { label: string; href: string };
  onNavigate?: () => void;
}

/** The contents of the rail and of the drawer: space, groups, person. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ConsoleRail({
  space,
  otherSpaces = [],
  groups,
  user,
  signOut,
  palette,
  searchAddress,
  searchHint,
  installationName,
  elsewhere,
  onNavigate,
}: ConsoleRailProps) {
  return (
    <div className="flex min-h-full flex-col gap-4 p-3">
      <div className="space-y-2">
        <SpaceSwitcher space={space} others={otherSpaces} />
        <CommandPalette
          pages={
            palette ??
            groups.map(({ label, items }) => ({
              label: label || "Pages",
              items: items.map(({ label: name, href }) => ({ label: name, href })),
            }))
          }
          {...(searchAddress ? { searchAddress } : {})}
          {...(searchHint ? { hint: searchHint } : {})}
          {...(onNavigate ? { onNavigate } : {})}
        />
      </div>
      <ConsoleNav groups={groups} {...(onNavigate ? { onNavigate } : {})} />
      <div className="mt-auto space-y-2 border-t border-line pt-3">
        <NextLink
          href={user.href}
          {...(onNavigate ? { onClick: onNavigate } : {})}
          className="flex min-h-11 items-center gap-2.5 rounded-md px-2 hover:bg-sunken"
        >
          <Avatar name={user.name} {...(user.id ? { id: user.id } : {})} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-sm text-muted">{user.email}</span>
          </span>
          <LinkPending />
        </NextLink>
        {elsewhere && (
          <NextLink
            href={elsewhere.href}
            {...(onNavigate ? { onClick: onNavigate } : {})}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-sunken hover:text-text max-desk:min-h-11"
          >
            <ArrowLeftRight aria-hidden className="size-4 shrink-0" />
            {elsewhere.label}
            <LinkPending />
          </NextLink>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-2">
          {signOut}
          <span className="flex items-center gap-2">
            <NextLink
              href={helpAddresses.index}
              prefetch={false}
              className="flex min-h-8 items-center text-muted hover:text-text max-desk:min-h-11"
            >
              Help
            </NextLink>
            <ThemeMenu />
          </span>
        </div>
        <div className="px-2">
          <Brand {...(installationName ? { name: installationName } : {})} />
        </div>
      </div>
    </div>
  );
}
