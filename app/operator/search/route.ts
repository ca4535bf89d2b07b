import type { PaletteAnswer } from "@/components/frame/palette-items";
import { searchAsOperator } from "@/lib/features/spaces/search-as-operator";
import { operatorHere } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

const headers = { "Cache-Control": "no-store" };
const mostLetters = 100;

/** What the operators' palette finds: customers, applications, domains and emails. */
export async function GET(request: Request): Promise<Response> {
  if (!(await operatorHere()))
    return Response.json({ message: "There is nothing at this address." }, { status: 404, headers });
  const words = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, mostLetters);
  const found = words
    ? await searchAsOperator(await dependencies(), words)
    : { spaces: [], applications: [], domains: [], messages: [] };
  const answer: PaletteAnswer = {
    groups: [
      {
        label: "Customers",
        items: found.spaces.map(({ id, name, slug }) => ({
          label: name,
          detail: slug,
          href: `/operator/spaces/${id}`,
        })),
      },
      {
        label: "Applications",
        items: found.applications.map(({ id, name }) => ({
          label: name,
          href: `/operator/applications/${id}`,
        })),
      },
      {
        label: "Domains",
        items: found.domains.map(({ id, name, spaceName }) => ({
          label: name,
          detail: spaceName,
          // The id tells entries of the same domain apart.
          href: `/operator/domains?${new URLSearchParams({ q: name })}#${id}`,
        })),
      },
      {
        label: "Outbox",
        items: found.messages.map(({ id, subject, recipient }) => ({
          label: subject,
          detail: recipient,
          href: `/operator/outbox/${id}`,
        })),
      },
    ].filter(({ items }) => items.length > 0),
  };
  return Response.json(answer, { headers });
}
