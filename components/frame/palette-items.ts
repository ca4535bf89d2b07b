/** Something that the palette leads to. */
export interface PaletteItem {
  label: string;
  /** What tells it from another of the same name. */
  detail?: string;
  /** Other words that people look for it by: "mfa", "scim". */
  words?: readonly string[];
  href: string;
}

export interface PaletteGroup {
  label: string;
  items: readonly PaletteItem[];
}

/** What the search of a console answers. */
export interface PaletteAnswer {
  groups: PaletteGroup[];
}

/** Fewer letters than this are not sent to the server: they would match almost everything. */
export const leastLetters = 2;

export interface CommandPaletteProps {
  /** The pages that the person may open. */
  pages: readonly PaletteGroup[];
  /** Where people and things are searched; left out if there is nothing to search. */
  searchAddress?: string;
  /** What can be found, as the field's hint: "A page, a member, a connection …". */
  hint?: string;
  onNavigate?: () => void;
}

/**
 * How well an entry fits what was typed, from 0 (not at all) to 1: every word typed must occur in its name or its other
 * words. A name that begins with them comes first, then an entry with exactly that word.
 */
export function rankOf(typed: string, label: string, words: readonly string[]): number {
  const whole = typed.trim().toLowerCase();
  const name = label.toLowerCase();
  const others = words.map((word) => word.toLowerCase());
  if (name.startsWith(whole)) return 1;
  if (others.includes(whole)) return 0.8;
  const texts = [name, ...others];
  return whole.split(/\s+/).every((word) => texts.some((text) => text.includes(word))) ? 0.5 : 0;
}
