"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useDeferredValue, useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import {
  type CommandPaletteProps,
  leastLetters,
  type PaletteAnswer,
  type PaletteGroup,
  type PaletteItem,
} from "./palette-items";

interface PaletteDialogProps extends CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const patience = 150;

/** Finds pages by their name in the browser, and people and things on the server. Arrows move, Enter opens. */
export function PaletteDialog({ pages, searchAddress, onNavigate, open, onOpenChange }: PaletteDialogProps) {
  const router = useRouter();
  const [words, setWords] = useState("");
  const found = useFound(searchAddress, useDeferredValue(words.trim()));

  function handleOpen(next: boolean) {
    onOpenChange(next);
    if (!next) setWords("");
  }
  function go(href: string) {
    handleOpen(false);
    onNavigate?.();
    router.push(href);
  }

  return (
    <Dialog title="Search or jump to" open={open} onOpenChange={handleOpen}>
      <Command label="Search or jump to" loop filter={rank} className="space-y-3">
        <div className="flex items-center gap-2 rounded-md border border-edge px-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
          <Search aria-hidden className="size-4 shrink-0 text-muted" />
          <Command.Input
            autoFocus
            value={words}
            onValueChange={setWords}
            placeholder={searchAddress ? "A page, a person, a connection …" : "A page …"}
            className="min-h-10 w-full min-w-0 bg-transparent outline-none max-md:min-h-11"
          />
        </div>
        <Command.List className="max-h-[50dvh] overflow-y-auto">
          <Command.Empty className="px-2 py-6 text-center text-muted">
            Nothing matches “{words.trim()}”.
          </Command.Empty>
          {pages.map((group) => (
            <Group key={group.label} group={group} onSelect={go} />
          ))}
          {found.map((group) => (
            <Group key={group.label} group={group} onSelect={go} matchedAs={words.trim()} />
          ))}
        </Command.List>
      </Command>
    </Dialog>
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
    <Command.Group
      heading={group.label}
      className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-sm **:[[cmdk-group-heading]]:text-muted"
    >
      {group.items.map((item) => (
        <Command.Item
          key={item.href}
          value={item.href}
          keywords={matchedAs ? [matchedAs] : wordsOf(group, item)}
          onSelect={() => onSelect(item.href)}
          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 py-1 select-none data-[selected=true]:bg-accent-soft max-md:min-h-11"
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

/** Every word typed must occur; a name that begins with them comes first. */
function rank(_href: string, typed: string, keywords: readonly string[] = []): number {
  const texts = keywords.map((keyword) => keyword.toLowerCase());
  const whole = typed.trim().toLowerCase();
  if (texts[0]?.startsWith(whole)) return 1;
  return whole.split(/\s+/).every((word) => texts.some((text) => text.includes(word))) ? 0.5 : 0;
}

const wordsOf = (group: PaletteGroup, item: PaletteItem) => [item.label, group.label, item.detail ?? ""];

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
