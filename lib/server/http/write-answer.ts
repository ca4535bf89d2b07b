import type { ServerResponse } from "node:http";

/**
 * Sends a web response through Node. Separate from `sso-server`, because that loads modules of Next: the server
 * itself must not do so before Next has set up what they need.
 */
export async function writeAnswer(answer: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => {
    if (name !== "set-cookie") response.setHeader(name, value);
  });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("Set-Cookie", cookies);
  response.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined);
}
