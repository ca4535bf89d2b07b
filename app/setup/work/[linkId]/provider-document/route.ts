import { readDocumentBySetupLink } from "@/lib/features/setup-links/work-by-setup-link";
import { emptyFormState } from "@/lib/schemas/form-state";
import { type ReadDocument, readDocumentForm } from "@/lib/schemas/provider-document";
import { readForm } from "@/lib/server/auth/form-body";
import { setupAction, setupOf } from "@/lib/server/auth/setup-access";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { formResult } from "../../../../[space]/admin/security/sso/form-result";

const maxBytes = 7_000_000;

const readDocument = setupAction(
  readDocumentForm,
  async (ctx, input) => formResult(await readDocumentBySetupLink(await ssoDependencies(), ctx, input)),
  (document): ReadDocument => ({ ok: true, document }),
);

interface Context {
  params: Promise<{ linkId: string }>;
}

/** Returns the contents of the provider's document of the link's own connection. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const body = await readForm(request, maxBytes);
  if (!body.ok) return Response.json({ ok: false, message: body.message }, { status: body.status });
  const ctx = await setupOf((await params).linkId);
  const form = new FormData();
  for (const name of ["address", "document", "entityId"]) form.set(name, body.fields.get(name) ?? "");
  form.set("connectionId", ctx?.link.connectionId ?? "");
  const answer = await readDocument(emptyFormState, form);
  return Response.json({ ...answer, values: undefined }, { headers: { "Cache-Control": "no-store" } });
}
