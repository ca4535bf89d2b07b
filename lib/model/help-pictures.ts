/** The pictures that `npm run pictures` takes from the running product, each in light and dark. */
export const pictureNames = [
  "connections",
  "prepare",
  "configure",
  "people",
  "test-failed",
  "test-passed",
  "activate",
  "sign-in",
  "connection",
  "domain",
  "roles",
  "approvals",
  "passwords",
  "setup",
  "refused",
  "log-entry",
] as const;
export type PictureName = (typeof pictureNames)[number];
