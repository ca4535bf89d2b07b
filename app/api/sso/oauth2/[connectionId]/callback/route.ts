import { receiveOAuth2Callback } from "@/lib/features/sign-in/receive-callback";
import { answerCallback, refuseFormPost } from "@/lib/server/auth/answer-callback";
import { refuseMethod } from "@/lib/server/auth/plain-pages";

/** The redirect URI of an OAuth 2 connection. */
export const GET = answerCallback(receiveOAuth2Callback);
export const POST = refuseFormPost;

const onlyGet = refuseMethod("GET");

export { onlyGet as DELETE, onlyGet as PATCH, onlyGet as PUT };
