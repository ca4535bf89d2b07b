import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/server/auth/next-auth";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/**
 * What of next-auth is answered. Its log takes anybody's text, and is not ours; a callback by GET is what providers of
 * OAuth come back with, and there is none.
 */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const [action] = (await context.params).nextauth;
  if (action === "_log") return new Response("There is nothing here.\n", { status: 404 });
  if (action === "callback" && request.method !== "POST")
    return new Response("Only POST is answered here.\n", { status: 405, headers: { Allow: "POST" } });
  return NextAuth(request, context, await authOptions());
}

export { handler as GET, handler as POST };
