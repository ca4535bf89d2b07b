/** The options that this browser used, the latest first, one per line. Several: somebody may have several spaces. */
const key = "gatehouse.last-ways";
const kept = 10;

/** The one of these options that was used last here; `null` if none was, or the browser stores nothing. */
export function rememberedOption(paths: readonly string[]): string | null {
  return read().find((path) => paths.includes(path)) ?? null;
}

/** Remembers that this option was used. */
export function rememberOption(path: string): void {
  const options = [path, ...read().filter((one) => one !== path)].slice(0, kept);
  try {
    window.localStorage.setItem(key, options.join("\n"));
  } catch {
    // Storage is not allowed here: then the default is highlighted the next time.
  }
}

function read(): string[] {
  try {
    return (window.localStorage.getItem(key) ?? "").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}
