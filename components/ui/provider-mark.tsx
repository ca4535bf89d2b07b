import { cx } from "./cx";
import { type MarkColour, markColours, providerMarks } from "./provider-marks";

// Complete class names, so that Tailwind finds them.
const tones: Record<MarkColour, string> = {
  blue: "bg-mark-1",
  teal: "bg-mark-2",
  green: "bg-mark-3",
  amber: "bg-mark-4",
  orange: "bg-mark-5",
  red: "bg-mark-6",
  plum: "bg-mark-7",
  slate: "bg-mark-8",
};

/** The same colour for the same word, every time. */
function colourOf(word: string): MarkColour {
  let sum = 0;
  for (const letter of word) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return markColours[sum % markColours.length] ?? "slate";
}

/** "Northwind Identity" → "NI", "generic" → "Ge". */
function initialsOf(word: string): string {
  const [first = "", second] = word.trim().split(/\s/, 2);
  const [a = "?", b = ""] = [...first];
  return second ? `${a}${[...second][0] ?? ""}`.toUpperCase() : `${a.toUpperCase()}${b}`;
}

export interface ProviderMarkProps {
  /** "okta", "entra" …; a provider without a mark of its own gets the initials of the connection's name. */
  provider: string;
  /** The connection's name. */
  name?: string;
  size?: "small" | "medium" | "large";
}

const sizes = {
  small: "size-6 rounded-md text-sm",
  medium: "size-8 rounded-md",
  large: "size-10 rounded-lg text-lg",
};

/** A provider's mark: coloured initials, no trademark. Decorative: the name is next to it. */
export function ProviderMark({ provider, name, size = "medium" }: ProviderMarkProps) {
  const mark = providerMarks[provider];
  const word = name || provider;
  const initials = mark?.initials ?? initialsOf(word);
  const tone = tones[mark?.colour ?? colourOf(word)];
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex shrink-0 items-center justify-center font-semibold text-on-mark [.bg-accent>&]:ring-1 [.bg-accent>&]:ring-on-accent/70",
        sizes[size],
        tone,
      )}
    >
      {initials}
    </span>
  );
}
