import { receiveLogoutToken } from "@/lib/features/access/receive-signal";
import { signalExplanations } from "@/lib/model/access/signal-refusals";
import { readForm } from "@/lib/server/auth/form-body";
import { signalAnswer } from "@/lib/server/http/signal-answer";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

const maxBytes = 40_000;

/** Back-channel logout of an OpenID provider (OpenID Connect Back-Channel Logout 1.0 §2.5 and §2.8). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ connectionId: string }> },
): Promise<Response> {
  const form = await readForm(request, maxBytes);
  if (!form.ok) return refused(form.message, form.status);
  const tokens = form.fields.getAll("logout_token");
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) return refused("Send one logout_token.");
  const deps = await ssoDependencies();
  const answer = await receiveLogoutToken(deps, { connectionId: (await params).connectionId, token });
  if (answer.outcome === "no_connection") return refused("There is no such connection.", 404);
  if (answer.outcome === "refused") {
    // The provider repeats what has failed on our side of the line.
    const status = answer.code === "signal_keys_unavailable" ? 503 : 400;
    return refused(signalExplanations[answer.code].cause, status);
  }
  return signalAnswer(200);
}

const refused = (description: string, status = 400) =>
  signalAnswer(status, { error: "invalid_request", error_description: description });
