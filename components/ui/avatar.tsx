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

/** A person's or a space's initials. Decorative: the name is next to it. */
export function Avatar({
  name,
  square = false,
  className,
}: {
  name: string;
  square?: boolean;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex size-7 shrink-0 items-center justify-center bg-accent-soft text-sm font-semibold text-accent",
        square ? "rounded-md" : "rounded-full",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
