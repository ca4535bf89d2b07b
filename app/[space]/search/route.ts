import type { PaletteAnswer } from "@/components/frame/palette-items";
import { searchSpace } from "@/lib/features/home/search-space";
import { memberAt } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";

const headers = { "Cache-Control": "no-store" };
const mostLetters = 100;

/** What the palette finds in the space, as far as the member may open it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ space: string }> },
): Promise<Response> {
  const ctx = await memberAt((await params).space);
  if (!ctx) return Response.json({ message: "There is no such space." }, { status: 404, headers });
  const words = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, mostLetters);
  const paths = spacePaths(ctx.space.slug);
  const found = words
    ? await searchSpace(await dependencies(), ctx, words)
    : { people: [], connections: [], teams: [] };
  const answer: PaletteAnswer = {
    groups: [
      {
        label: "Members",
        items: found.people.map(({ id, name, email }) => ({
          label: name,
          detail: email,
          href: paths.user(id),
        })),
      },
      {
        label: "Connections",
        items: found.connections.map(({ id, name, reference }) => ({
          label: name,
          detail: reference,
          href: `${paths.sso}/${id}`,
        })),
      },
      { label: "Teams", items: found.teams.map(({ id, name }) => ({ label: name, href: paths.team(id) })) },
    ].filter(({ items }) => items.length > 0),
  };
  return Response.json(answer, { headers });
}
