import { getServerSession } from "next-auth";
import { authOptions } from "../auth-options.mjs";

export default async function Home() {
  const session = await getServerSession(authOptions);
  return session ? <p>Hello, {session.user.name}</p> : <a href="/api/auth/signin">Sign in</a>;
}
