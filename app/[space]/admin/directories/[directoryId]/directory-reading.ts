import type { Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { permittedAt } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

interface RouteContext {
  params: Promise<{ space: string; directoryId: string }>;
}

const headers = { "Cache-Control": "no-store" };

/** A route that a page asks again and again for what `read` says of its directory. Without permission: 404, as for any page. */
export function directoryReading<T>(
  read: (deps: Dependencies, ctx: Context, directoryId: string) => Promise<Outcome<T>>,
) {
  return async (_request: Request, { params }: RouteContext): Promise<Response> => {
    const { space, directoryId } = await params;
    const ctx = await permittedAt(space, "manage_people");
    const notFound = Response.json({ message: "There is no such directory." }, { status: 404, headers });
    if (!ctx) return notFound;
    const found = await read(await dependencies(), ctx, directoryId);
    return found.ok ? Response.json(found.value, { headers }) : notFound;
  };
}
