import { receiveOidcCallback } from "@/lib/features/sign-in/receive-callback";
import { answerCallback } from "@/lib/server/auth/answer-callback";

/** The redirect URI of an OpenID connection. */
export const GET = answerCallback(receiveOidcCallback);
