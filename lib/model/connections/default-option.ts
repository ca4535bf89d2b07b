/**
 * Marks the sign-in options of a space that are highlighted for people who have chosen none before: the one that was
 * made the default, else the first. If several are marked, as in a list made of several spaces, the first of them.
 */
export function withOneDefault<W extends { isDefault: boolean }>(options: readonly W[]): W[] {
  const chosen = Math.max(
    0,
    options.findIndex(({ isDefault }) => isDefault),
  );
  return options.map((option, place) => ({ ...option, isDefault: place === chosen }));
}
