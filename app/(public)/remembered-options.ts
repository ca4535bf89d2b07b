/** The ways that this browser took, the latest first, a line each. Several: somebody may have several spaces. */
const key = "gatehouse.last-ways";
const kept = 10;

/** The one of these ways that was taken last here; `null` if none was, or the browser keeps nothing. */
export function rememberedOption(paths: readonly string[]): string | null {
  return read().find((path) => paths.includes(path)) ?? null;
}

/** Keeps that this way was taken. */
export function rememberOption(path: string): void {
  const options = [path, ...read().filter((one) => one !== path)].slice(0, kept);
  try {
    window.localStorage.setItem(key, options.join("\n"));
  } catch {
    // Not even storage is allowed here: then the default is highlighted the next time.
  }
}

function read(): string[] {
  try {
    return (window.localStorage.getItem(key) ?? "").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}
