/**
 * This site's origin, as env.ts computes it, for the proxy: it runs before every page and needs nothing else of the
 * settings, which are checked at start.
 */
export function appUrlSetting(): string {
  const given = process.env.APP_URL?.trim();
  return new URL(given || `http://localhost:${process.env.PORT?.trim() || 3000}`).origin;
}
