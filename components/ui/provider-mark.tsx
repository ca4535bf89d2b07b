import { cx } from "./cx";

const marks: Record<string, { initials: string; tone: number }> = {
  okta: { initials: "Ok", tone: 1 },
  entra: { initials: "En", tone: 2 },
  google: { initials: "Go", tone: 5 },
  keycloak: { initials: "Kc", tone: 8 },
  adfs: { initials: "Ad", tone: 7 },
  saml: { initials: "Sa", tone: 3 },
  oidc: { initials: "Oi", tone: 4 },
  hubspot: { initials: "Hs", tone: 5 },
  salesforce: { initials: "Sf", tone: 1 },
  zoho: { initials: "Zo", tone: 6 },
  zendesk: { initials: "Zd", tone: 3 },
};

// Complete class names, so that Tailwind finds them.
const tones = [
  "bg-mark-1",
  "bg-mark-2",
  "bg-mark-3",
  "bg-mark-4",
  "bg-mark-5",
  "bg-mark-6",
  "bg-mark-7",
  "bg-mark-8",
];

/** The same colour for the same word, every time. */
export function toneOf(word: string): number {
  let sum = 0;
  for (const letter of word) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % tones.length;
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
  const mark = marks[provider];
  const word = name || provider;
  const initials = mark?.initials ?? initialsOf(word);
  const tone = tones[mark ? mark.tone - 1 : toneOf(word)];
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex shrink-0 items-center justify-center font-semibold text-on-mark",
        sizes[size],
        tone,
      )}
    >
      {initials}
    </span>
  );
}
