import * as client from "openid-client";

/** The error that the browser brings back to the application, `null` if none; or that it ended on a page of ours. */
export const errorOf = (back: URL | Response) =>
  back instanceof URL ? back.searchParams.get("error") : `page ${back.status}`;

/** What a grant comes to: the tokens, or the error's code. */
export const outcome = (grant: Promise<unknown>) =>
  grant.then(
    () => "granted",
    (error) =>
      // RFC 6749 §5.2: who has sent a wrong secret in a header is answered with a challenge.
      error instanceof client.WWWAuthenticateChallengeError
        ? (error.cause[0]?.parameters.error ?? "challenged")
        : ((error as client.ResponseBodyError).error ?? String(error)),
  );
