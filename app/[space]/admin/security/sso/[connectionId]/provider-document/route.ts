import { readProviderDocument } from "@/lib/features/connections/read-provider-document";
import { emptyFormState } from "@/lib/schemas/form-state";
import { type ReadDocument, readDocumentForm } from "@/lib/schemas/provider-document";
import { adminAction } from "@/lib/server/auth/admin-action";
import { readForm } from "@/lib/server/auth/form-body";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { formResult } from "../../form-result";

/** Two million characters, of which an encoded form makes up to three each. */
const maxBytes = 7_000_000;

const readDocument = adminAction(
  "manage_auth_integrations",
  readDocumentForm,
  async (ctx, input) => formResult(await readProviderDocument(await ssoDependencies(), ctx, input)),
  (document): ReadDocument => ({ ok: true, document }),
);

interface Context {
  params: Promise<{ connectionId: string }>;
}

/**
 * Returns the contents of a provider's document. A route rather than a server action, so that a slow provider delays
 * no save.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const body = await readForm(request, maxBytes);
  if (!body.ok) return Response.json({ ok: false, message: body.message }, { status: body.status });
  const form = new FormData();
  for (const name of ["space", "address", "document", "entityId"])
    form.set(name, body.fields.get(name) ?? "");
  form.set("connectionId", (await params).connectionId);
  const answer = await readDocument(emptyFormState, form);
  // What was sent is on the page already.
  return Response.json({ ...answer, values: undefined }, { headers: { "Cache-Control": "no-store" } });
}
