export const authOptions = {
  providers: [
    {
      id: "gatehouse",
      name: "Gatehouse",
      type: "oauth",
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      wellKnown: process.env.ISSUER + "/.well-known/openid-configuration",
      clientId: process.env.CLIENT_ID,
      clientSecret: process.env.CLIENT_SECRET,
      authorization: { params: { scope: "openid email profile organization" } },
      profile: (claims) => ({ id: claims.sub, name: claims.name, email: claims.email }),
    },
  ],
};
