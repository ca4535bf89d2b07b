import { emptyFormState } from "@/lib/schemas/form-state";
import { readForm } from "@/lib/server/auth/form-body";
import { editLease } from "../edit-lease";

const maxBytes = 4_000;

/**
 * What a page of the wizard says while it lives: opened, still here, taking over, leaving. A route and no server
 * action, as a page that is being left can only send a beacon, and actions would wait for each other.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readForm(request, maxBytes);
  if (!body.ok) return Response.json({ ok: false, message: body.message }, { status: body.status });
  const form = new FormData();
  for (const [name, value] of body.fields) form.append(name, value);
  return Response.json(await editLease(emptyFormState, form), { headers: { "Cache-Control": "no-store" } });
}
