"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useDeferredValue, useEffect, useState, useTransition } from "react";
import { Dialog } from "@/components/ui/dialog";
import { NavigationLine } from "@/components/ui/link-pending";
import {
  type CommandPaletteProps,
  leastLetters,
  type PaletteAnswer,
  type PaletteGroup,
  type PaletteItem,
  rankOf,
} from "./palette-items";
import { chooseTheme, themes } from "./theme-menu";

interface PaletteDialogProps extends CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const patience = 150;

/**
 * Finds pages by their name and by other words for them in the browser, and people and things on the server; changes
 * the theme. Arrows move, Enter opens.
 */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function PaletteDialog(props: PaletteDialogProps) {
  const { pages, searchAddress, hint = "A page …", onNavigate, open, onOpenChange } = props;
  const router = useRouter();
  const [going, startGoing] = useTransition();
  const [words, setWords] = useState("");
  const found = useFound(searchAddress, useDeferredValue(words.trim()));

  function handleOpen(next: boolean) {
    onOpenChange(next);
    if (!next) setWords("");
  }
  function go(href: string) {
    handleOpen(false);
    onNavigate?.();
    startGoing(() => router.push(href));
  }

  return (
    <>
      {going && <NavigationLine />}
      <Dialog title="Search or jump to" open={open} onOpenChange={handleOpen}>
        <Command label="Search or jump to" loop filter={rank} className="space-y-3">
          <div className="flex items-center gap-2 rounded-md border border-edge px-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
            <Search aria-hidden className="size-4 shrink-0 text-muted" />
            <Command.Input
              autoFocus
              value={words}
              onValueChange={setWords}
              placeholder={hint}
              className="min-h-10 w-full min-w-0 bg-transparent outline-none max-md:min-h-11"
            />
          </div>
          <Command.List className="max-h-[50dvh] overflow-y-auto">
            <Command.Empty className="px-2 py-6 text-center text-muted">
              Nothing matches “{words.trim()}”.
            </Command.Empty>
            {found.map((group) => (
              <Group key={group.label} group={group} onSelect={go} matchedAs={words.trim()} />
            ))}
            {pages.map((group) => (
              <Group key={group.label} group={group} onSelect={go} />
            ))}
            <Command.Group heading="Theme" className={groupClasses}>
              {themes.map(({ theme, label, icon: Icon }) => (
                <Command.Item
                  key={theme}
                  value={`theme ${theme}`}
                  keywords={[`Theme: ${label.toLowerCase()}`, ...themeWords]}
                  onSelect={() => {
                    handleOpen(false);
                    chooseTheme(theme);
                  }}
                  className={itemClasses}
                >
                  <Icon aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="min-w-0 flex-1">Theme: {label.toLowerCase()}</span>
                </Command.Item>
              ))}
            </Command.Group>
          </Command.List>
          <p aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted max-md:hidden">
            <Key name="↑ ↓">to move</Key>
            <Key name="Enter">to open</Key>
            <Key name="Esc">to close</Key>
          </p>
        </Command>
      </Dialog>
    </>
  );
}

const themeWords = ["theme", "appearance", "colours", "colors", "dark mode", "light mode", "night"];
const groupClasses =
  "**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-sm **:[[cmdk-group-heading]]:text-muted";
const itemClasses =
  "flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 py-1 select-none data-[selected=true]:bg-accent-soft max-md:min-h-11";

function Key({ name, children }: { name: string; children: string }) {
  return (
    <span>
      <kbd className="rounded-md border border-line px-1 font-sans">{name}</kbd> {children}
    </span>
  );
}

interface GroupProps {
  group: PaletteGroup;
  onSelect: (href: string) => void;
  /** The server has matched these: they stay, whatever their words. */
  matchedAs?: string;
}

function Group({ group, onSelect, matchedAs }: GroupProps) {
  return (
    <Command.Group heading={group.label} className={groupClasses}>
      {group.items.map((item) => (
        <Command.Item
          key={item.href}
          value={item.href}
          keywords={matchedAs ? [matchedAs] : wordsOf(group, item)}
          onSelect={() => onSelect(item.href)}
          className={itemClasses}
        >
          <span className="min-w-0 flex-1 truncate" title={item.label}>
            {item.label}
          </span>
          {item.detail && (
            <span className="max-w-2/5 shrink-0 truncate text-sm text-muted" title={item.detail}>
              {item.detail}
            </span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** `keywords`: the name, then the other words. */
function rank(_value: string, typed: string, [label = "", ...words]: readonly string[] = []): number {
  return rankOf(typed, label, words);
}

const wordsOf = (group: PaletteGroup, item: PaletteItem) => [
  item.label,
  group.label,
  item.detail ?? "",
  ...(item.words ?? []),
];

/** What the server finds, asked once the typing rests. An answer to older words is dropped. */
function useFound(address: string | undefined, words: string): readonly PaletteGroup[] {
  const [found, setFound] = useState<{ words: string; groups: readonly PaletteGroup[] }>();
  useEffect(() => {
    if (!address || words.length < leastLetters) return;
    const control = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`${address}?${new URLSearchParams({ q: words })}`, {
          signal: control.signal,
        });
        if (!response.ok) return;
        const { groups } = (await response.json()) as PaletteAnswer;
        setFound({ words, groups });
      } catch {
        // Given up for newer words, or no answer: the pages are still there.
      }
    }, patience);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [address, words]);
  return found?.words === words ? found.groups : [];
}
