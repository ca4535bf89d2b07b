/**
 * Says of each way into a space whether it is highlighted for somebody who has chosen none before: the one that was
 * made the default, else the first. Where several say it of themselves, as in a list made of several spaces, the first
 * of them.
 */
export function withOneDefault<W extends { isDefault: boolean }>(options: readonly W[]): W[] {
  const chosen = Math.max(
    0,
    options.findIndex(({ isDefault }) => isDefault),
  );
  return options.map((option, place) => ({ ...option, isDefault: place === chosen }));
}
