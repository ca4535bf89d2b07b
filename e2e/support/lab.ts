/** Where everything stands while the flows run. Other ports than the demo's, so that both can be up. */
export const lab = {
  appUrl: "http://localhost:3100",
  port: 3100,
  saml: { url: "http://localhost:4710", port: 4710, metadataUrl: "http://localhost:4710/metadata" },
  openid: { url: "http://localhost:4720", port: 4720 },
} as const;
