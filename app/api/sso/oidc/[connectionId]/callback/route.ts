import { answerCallback } from "@/lib/server/answer-callback";
import { receiveOidcCallback } from "@/lib/usecases/receive-oidc-callback";

/** The redirect URI of an OpenID connection. */
export const GET = answerCallback(receiveOidcCallback);
