import { testBySetupLink } from "@/lib/features/setup-links/work-by-setup-link";
import { emptyFormState, type FormState } from "@/lib/schemas/form-state";
import { setupWorkForm } from "@/lib/schemas/setup-link";
import type { StartedTest } from "@/lib/schemas/sso-forms";
import { setupAction, setupOf } from "@/lib/server/auth/setup-access";

const startTest = setupAction(
  setupWorkForm,
  (ctx, { connectionId }, deps) => testBySetupLink(deps, ctx, connectionId),
  ({ runId, url, configurationVersion }): FormState => {
    const answer: FormState & StartedTest = {
      ok: true,
      started: { runId, url, version: configurationVersion },
    };
    return answer;
  },
);

interface Context {
  params: Promise<{ linkId: string }>;
}

/** Starts a test of the link's own connection. */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const ctx = await setupOf((await params).linkId);
  const form = new FormData();
  form.set("connectionId", ctx?.link.connectionId ?? "");
  return Response.json(await startTest(emptyFormState, form), { headers: { "Cache-Control": "no-store" } });
}
