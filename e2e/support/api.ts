import { readFileSync } from "node:fs";
import { lab } from "./lab";

export interface ApiAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a flow checks the answer field by field.
  body: any;
}

/** API v1 of a space by a token; by default, the one that was created before the server started. */
export function apiOf(slug: string, given?: string) {
  const tokens = JSON.parse(readFileSync(lab.tokensFile, "utf8")) as Record<string, string>;
  const token = given ?? tokens[slug] ?? "";
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> => {
    const response = await fetch(`${lab.appUrl}/api/v1/spaces/${slug}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
}
