/** The secret under which next-auth seals its cookies; checked and, where the database is embedded, made at start. */
export async function authSecret(): Promise<string> {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set");
  return secret;
}
