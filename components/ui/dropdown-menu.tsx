"use client";

import { Ellipsis } from "lucide-react";
import NextLink from "next/link";
import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dropdown-menu";
import {
  createContext,
  type ReactNode,
  type RefObject,
  startTransition,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useTransition,
} from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { NavigationLine } from "./link-pending";

/**
 * The chosen item's action, kept until the menu has closed and the focus is back on its button: a dialog opened
 * earlier would remember the vanished item as the place to return to.
 */
const AfterClose = createContext<RefObject<(() => void) | undefined>>({ current: undefined });

/** Opens a page, and shows that it is on the way when the pressed item is gone with its menu. */
const OpenPage = createContext<(href: string) => void>(() => undefined);

export interface DropdownMenuProps {
  /** Accessible name: "Actions for Okta production". */
  label: string;
  /** A button other than the three dots. */
  trigger?: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}

/** A menu of actions for one thing, e.g. a row. Arrows move, letters jump, Escape closes. */
export function DropdownMenu({ label, trigger, align = "end", children }: DropdownMenuProps) {
  const afterClose = useRef<(() => void) | undefined>(undefined);
  const [chosenPage, setChosenPage] = useState({ href: "", times: 0 });
  const openPage = (href: string) => setChosenPage(({ times }) => ({ href, times: times + 1 }));

  function handleClosed() {
    const chosen = afterClose.current;
    afterClose.current = undefined;
    if (chosen) queueMicrotask(chosen);
  }

  return (
    // Not modal: the modal kind locks scrolling with a style element that the security policy refuses.
    <Radix.Root modal={false}>
      {chosenPage.times > 0 && <OpenedPage key={chosenPage.times} href={chosenPage.href} />}
      <Radix.Trigger asChild>
        {trigger ?? (
          <Button variant="quiet" size="small" aria-label={label} className="w-8 px-0 max-md:w-11">
            <Ellipsis aria-hidden />
          </Button>
        )}
      </Radix.Trigger>
      {/* No portal: in place, the menu stays within its landmark, its drawer and its tab order. */}
      <Radix.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        aria-label={label}
        onCloseAutoFocus={handleClosed}
        className="z-50 text-left text-base font-normal whitespace-normal text-text max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-44 overflow-y-auto rounded-lg border border-line bg-float p-1 shadow-float motion-safe:animate-appear"
      >
        <AfterClose value={afterClose}>
          <OpenPage value={openPage}>{children}</OpenPage>
        </AfterClose>
      </Radix.Content>
    </Radix.Root>
  );
}

/** Goes to the page once, and draws the line while it is on the way. */
function OpenedPage({ href }: { href: string }) {
  const router = useRouter();
  const [opening, startOpening] = useTransition();
  const open = useEffectEvent(() => startOpening(() => router.push(href)));
  useEffect(() => open(), []);
  return opening && <NavigationLine />;
}

function itemClasses(danger: boolean | undefined): string {
  return cx(
    "flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-left select-none max-md:min-h-11",
    "outline-none data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    danger ? "text-danger data-highlighted:bg-danger-soft" : "data-highlighted:bg-sunken [&_svg]:text-muted",
  );
}

export interface MenuItemProps {
  children: ReactNode;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
}

/** An item that does something in the browser, e.g. opens a dialog. */
export function MenuItem({
  children,
  icon,
  danger,
  disabled,
  onSelect,
}: MenuItemProps & { onSelect: () => void }) {
  const afterClose = useContext(AfterClose);
  return (
    <Radix.Item
      className={itemClasses(danger)}
      {...(disabled ? { disabled } : {})}
      onSelect={() => {
        afterClose.current = onSelect;
      }}
    >
      {icon}
      <span className="min-w-0">{children}</span>
    </Radix.Item>
  );
}

/** An item that calls a server action at once; for steps that need no confirmation. */
export function MenuAction({ action, ...item }: MenuItemProps & { action: () => Promise<unknown> }) {
  return (
    <MenuItem
      {...item}
      onSelect={() =>
        startTransition(async () => {
          await action();
        })
      }
    />
  );
}

/** An item that goes to another page. */
export function MenuLink({
  children,
  icon,
  danger,
  href,
  current,
}: MenuItemProps & { href: string; current?: boolean }) {
  const openPage = useContext(OpenPage);
  return (
    <Radix.Item asChild className={itemClasses(danger)}>
      <NextLink
        href={href}
        prefetch={false}
        aria-current={current ? "true" : undefined}
        onNavigate={(event) => {
          event.preventDefault();
          openPage(href);
        }}
      >
        {icon}
        <span className="min-w-0 flex-1">{children}</span>
      </NextLink>
    </Radix.Item>
  );
}

/** A line between groups of items. */
export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

/** A heading within a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-sm text-muted">{children}</Radix.Label>;
}
