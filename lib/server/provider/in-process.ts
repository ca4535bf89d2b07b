import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Provider } from "oidc-provider";

interface OwnRequest {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Asks the provider within this process, over no network; returns its status and its JSON answer. */
export function askProvider(
  provider: Provider,
  { method, path, headers, body = "" }: OwnRequest,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const { host, protocol } = new URL(provider.issuer);
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url: path, httpVersion: "1.1", httpVersionMajor: 1, httpVersionMinor: 1 });
  request.headers = {
    host,
    "x-forwarded-host": host,
    "x-forwarded-proto": protocol.slice(0, -1),
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  };
  if (body) request.push(body);
  request.push(null);
  const response = new ServerResponse(request);
  return new Promise((resolve, reject) => {
    response.end = ((chunk?: unknown) => {
      const text =
        typeof chunk === "string" ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : "";
      try {
        resolve({ status: response.statusCode, json: text ? JSON.parse(text) : {} });
      } catch (error) {
        reject(error);
      }
      return response;
    }) as ServerResponse["end"];
    Promise.resolve(provider.callback()(request, response)).catch(reject);
  });
}
