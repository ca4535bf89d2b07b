import type { Application } from "@/lib/model/applications/application";
import { refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

type Reads = Pick<Dependencies, "store" | "appUrl">;

/**
 * Whether a setup link may offer the address at its end (docs/decisions/0026-where-a-setup-link-leads-back.md): an
 * address of this site, or of an application that is open to the space, by the origin of the application's registered
 * addresses. Nobody is redirected there automatically, and what was right once is asked again when it is shown.
 */
export async function mayReturnTo(
  { store, appUrl }: Reads,
  ctx: Pick<Context, "space">,
  returnUrl: string,
): Promise<boolean> {
  const url = URL.canParse(returnUrl) ? new URL(returnUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return false;
  if (url.origin === new URL(appUrl).origin) return true;
  const open = await store.applicationsOf(ctx.space.id).open();
  return open.some(({ application }) => originsOf(application).includes(url.origin));
}

function originsOf({ redirectUris, homeUri, initiateLoginUri }: Application): string[] {
  return [...redirectUris, homeUri, initiateLoginUri]
    .filter((uri) => uri !== null)
    .filter((uri) => /^https?:/.test(uri) && URL.canParse(uri))
    .map((uri) => new URL(uri).origin);
}

/** The refusal of an address that leads anywhere else; `null` if it may be offered, or none was given. */
export async function returnUrlRefusal(deps: Reads, ctx: Pick<Context, "space">, returnUrl: string | null) {
  if (returnUrl === null || (await mayReturnTo(deps, ctx, returnUrl))) return null;
  return refused(
    "invalid",
    "return_url_not_allowed",
    "The return address belongs to no application of this space. Give one with the scheme, host and port of an application's registered redirect URI, or register the application first.",
    {
      field: "returnUrl",
      received: returnUrl.slice(0, 200),
      expected: "an address of an application of this space",
    },
  );
}
