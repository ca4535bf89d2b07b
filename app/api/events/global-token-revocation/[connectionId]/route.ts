import { receiveRevocation } from "@/lib/features/access/receive-signal";
import { signalExplanations } from "@/lib/model/access/signal-refusals";
import { readText, signalAnswer } from "@/lib/server/http/signal-answer";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/**
 * Global Token Revocation (draft-parecki-oauth-global-token-revocation §3 and §4): Okta calls it Universal Logout. The
 * caller proves itself by a signed token in the header; the body names the person.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ connectionId: string }> },
): Promise<Response> {
  const text = await readText(request);
  if (text === null) return refused(413, "invalid_request", "The body is too large.");
  const [, token] = /^bearer ([\w.~+/=-]+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined) return refused(401, "invalid_token", "Send the signed token as a bearer token.");
  const body = json(text);
  if (body === undefined) return refused(400, "invalid_request", "The body is not JSON.");
  const deps = await ssoDependencies();
  const answer = await receiveRevocation(deps, { connectionId: (await params).connectionId, token, body });
  if (answer.outcome === "no_connection") return refused(404, "not_found", "There is no such connection.");
  if (answer.outcome === "refused") {
    const { code } = answer;
    const { cause } = signalExplanations[code];
    if (code === "signal_keys_unavailable") return refused(503, "temporarily_unavailable", cause);
    return code === "signal_subject"
      ? refused(400, "invalid_request", cause)
      : refused(401, "invalid_token", cause);
  }
  // §4: somebody unknown is not found; that there was nothing left to end is a success.
  const isUnknown = answer.outcome === "taken" && answer.ended.userId === null;
  return isUnknown
    ? refused(404, "user_not_found", "Nobody here signs in under this name.")
    : signalAnswer(204);
}

const refused = (status: number, error: string, description: string) =>
  signalAnswer(status, { error, error_description: description });

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
