import { startTestRun } from "@/lib/features/test-runs/start-test-run";
import { emptyFormState, type FormState } from "@/lib/schemas/form-state";
import { type StartedTest, startTestForm } from "@/lib/schemas/sso-forms";
import { adminAction } from "@/lib/server/auth/admin-action";
import { readForm } from "@/lib/server/auth/form-body";

const maxBytes = 2_000;

const startTest = adminAction(
  "manage_auth_integrations",
  startTestForm,
  (ctx, input, deps) => startTestRun(deps, ctx, input),
  ({ runId, url, configurationVersion }): FormState => {
    const answer: FormState & StartedTest = {
      ok: true,
      started: { runId, url, version: configurationVersion },
    };
    return answer;
  },
);

interface Context {
  params: Promise<{ connectionId: string }>;
}

/** Starts a test. A route rather than a server action, so that polling its result need not wait for other actions. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const body = await readForm(request, maxBytes);
  if (!body.ok) return Response.json({ ok: false, message: body.message }, { status: body.status });
  const form = new FormData();
  form.set("space", body.fields.get("space") ?? "");
  form.set("connectionId", (await params).connectionId);
  return Response.json(await startTest(emptyFormState, form), { headers: { "Cache-Control": "no-store" } });
}
