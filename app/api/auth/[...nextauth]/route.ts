import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/server/auth/next-auth";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/**
 * The addresses of next-auth that are answered. Its log accepts anybody's text, and is not ours; a callback by GET is
 * for OAuth providers, and there are none.
 */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const [action] = (await context.params).nextauth;
  if (action === "_log") return new Response("There is nothing here.\n", { status: 404 });
  if (action === "callback" && request.method !== "POST")
    return new Response("Only POST is answered here.\n", { status: 405, headers: { Allow: "POST" } });
  return NextAuth(request, context, await authOptions());
}

export { handler as GET, handler as POST };
