import { receiveSecurityEvent } from "@/lib/features/access/receive-signal";
import { type SignalRefusal, signalExplanations } from "@/lib/model/access/signal-refusals";
import { readText, signalAnswer } from "@/lib/server/http/signal-answer";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** The error codes of RFC 8935 §2.4. */
const errors: Partial<Record<SignalRefusal, string>> = {
  signal_issuer: "invalid_issuer",
  signal_audience: "invalid_audience",
  signal_signature: "authentication_failed",
};

/** Receives pushed Security Event Tokens (RFC 8935 §2; OpenID Shared Signals Framework 1.0). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ connectionId: string }> },
): Promise<Response> {
  const token = await readText(request);
  if (token === null) return refused("invalid_request", "The body is too large.", 413);
  const deps = await ssoDependencies();
  const answer = await receiveSecurityEvent(deps, {
    connectionId: (await params).connectionId,
    token: token.trim(),
  });
  if (answer.outcome === "no_connection")
    return refused("invalid_request", "There is no such connection.", 404);
  if (answer.outcome !== "refused") return signalAnswer(202);
  const { code } = answer;
  // RFC 8935 §2.1: a token that was received before is acknowledged again; nothing has ended twice.
  if (code === "signal_replayed") return signalAnswer(202);
  const { cause } = signalExplanations[code];
  if (code === "signal_keys_unavailable") return refused("temporarily_unavailable", cause, 503);
  return refused(errors[code] ?? "invalid_request", cause);
}

const refused = (err: string, description: string, status = 400) =>
  signalAnswer(status, { err, description });
