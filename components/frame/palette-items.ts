/** Something that the palette leads to. */
export interface PaletteItem {
  label: string;
  /** What tells it from another of the same name. */
  detail?: string;
  href: string;
}

export interface PaletteGroup {
  label: string;
  items: readonly PaletteItem[];
}

/** What the search of a space answers. */
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
  onNavigate?: () => void;
}
