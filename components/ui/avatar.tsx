import { cx } from "./cx";

/** Up to two initials of a name or an address. */
export function initialsOf(name: string): string {
  const words =
    name
      .split("@")[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const first = words[0] ?? "?";
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word ? [...word][0] : ""))
    .join("")
    .toUpperCase();
}

const marks = [
  "bg-mark-1 text-on-mark",
  "bg-mark-2 text-on-mark",
  "bg-mark-3 text-on-mark",
  "bg-mark-4 text-on-mark",
  "bg-mark-5 text-on-mark",
  "bg-mark-6 text-on-mark",
  "bg-mark-7 text-on-mark",
  "bg-mark-8 text-on-mark",
] as const;

/** The classes of the colour that belongs to an id, the same at every place and time. */
export function markOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return marks[sum % marks.length] ?? marks[0];
}

/**
 * A person's or a space's initials, on the colour of its id if there is one. Decorative: the name is next to it. Never
 * a picture from outside.
 */
export function Avatar({
  name,
  id,
  square = false,
  className,
}: {
  name: string;
  id?: string;
  square?: boolean;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex size-7 shrink-0 items-center justify-center text-sm font-semibold",
        id === undefined ? "bg-accent-soft text-accent" : markOf(id),
        square ? "rounded-md" : "rounded-full",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
