"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import NextLink from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { DropdownMenu, MenuLabel, MenuLink } from "@/components/ui/dropdown-menu";

export interface SpaceLink {
  name: string;
  href: string;
}

/** The space's name on top of the rail; a menu if the person has several. */
export function SpaceSwitcher({ space, others }: { space: SpaceLink; others: readonly SpaceLink[] }) {
  const classes =
    "flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-2 py-1 text-left hover:bg-sunken";
  const name = (
    <>
      <Avatar name={space.name} square />
      <span className="min-w-0 flex-1 line-clamp-2 font-semibold [overflow-wrap:anywhere]" title={space.name}>
        {space.name}
      </span>
    </>
  );
  if (others.length === 0) {
    return (
      <NextLink href={space.href} className={classes}>
        {name}
      </NextLink>
    );
  }
  return (
    <DropdownMenu
      label="Switch space"
      align="start"
      trigger={
        <button type="button" className={classes}>
          {name}
          <span className="sr-only">, switch space</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuLabel>Spaces</MenuLabel>
      <MenuLink href={space.href} current icon={<Check aria-hidden />}>
        {space.name}
      </MenuLink>
      {others.map((other) => (
        <MenuLink key={other.href} href={other.href} icon={<span aria-hidden className="size-4 shrink-0" />}>
          {other.name}
        </MenuLink>
      ))}
    </DropdownMenu>
  );
}
