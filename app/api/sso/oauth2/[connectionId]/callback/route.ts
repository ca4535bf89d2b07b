import { answerCallback } from "@/lib/server/answer-callback";
import { receiveOAuth2Callback } from "@/lib/usecases/receive-oauth2-callback";

/** The redirect URI of an OAuth 2 connector. */
export const GET = answerCallback(receiveOAuth2Callback);
