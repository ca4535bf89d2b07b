/**
 * `APP_URL` without a slash at the end, for the proxy, which runs before and apart from everything else. The whole
 * environment is checked at start (env.ts).
 */
export function appUrlSetting(): string {
  return (process.env.APP_URL || "http://localhost:3000").replace(/\/+$/, "");
}
