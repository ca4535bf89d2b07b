import type { IncomingMessage, ServerResponse } from "node:http";

/** The fields of a posted form or JSON object. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ form: boolean; values: URLSearchParams }> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 65_536) throw new Error("the body is too large");
  }
  if (!(request.headers["content-type"] ?? "").includes("json"))
    return { form: true, values: new URLSearchParams(body) };
  const given = JSON.parse(body || "{}") as Record<string, unknown>;
  const flat = Object.entries(given).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one ?? "")]),
  );
  return { form: false, values: new URLSearchParams(flat) };
}

export function html(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(body);
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}

/** The tool answers programs of this machine only, so that it cannot be used to send people elsewhere. */
export function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { hostname, protocol } = new URL(uri);
  const local = hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]";
  return /^https?:$/.test(protocol) && (local || /^127\.\d+\.\d+\.\d+$/.test(hostname));
}

/** Twice what a client should read. */
export const enormous = "x".repeat(2 * 1024 * 1024);
