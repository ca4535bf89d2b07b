import { emptyFormState } from "@/lib/schemas/form-state";
import { readForm } from "@/lib/server/auth/form-body";
import { editLease } from "../edit-lease";

const maxBytes = 4_000;

/**
 * The messages of an open wizard page: opened, still here, taking over, leaving. A route rather than a server action,
 * because a page that is being left can only send a beacon, and actions would wait for each other.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readForm(request, maxBytes);
  if (!body.ok) return Response.json({ ok: false, message: body.message }, { status: body.status });
  const form = new FormData();
  for (const [name, value] of body.fields) form.append(name, value);
  return Response.json(await editLease(emptyFormState, form), { headers: { "Cache-Control": "no-store" } });
}
