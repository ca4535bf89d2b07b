import { receiveOAuth2Callback } from "@/lib/features/sign-in/receive-callback";
import { answerCallback } from "@/lib/server/auth/answer-callback";

/** The redirect URI of an OAuth 2 connector. */
export const GET = answerCallback(receiveOAuth2Callback);
