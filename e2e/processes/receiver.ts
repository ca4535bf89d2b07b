import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A customer's program that webhooks tell things. */
export interface Receiver {
  url: string;
  /** `host:port`, for the application's allow list. */
  host: string;
  /** The id and type of every message that came. */
  came: { id: string; type: string }[];
  close(): Promise<void>;
}

/** Takes its time to answer, so that a second sender would have the chance to come. */
export async function startReceiver(): Promise<Receiver> {
  const came: Receiver["came"] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { type } = JSON.parse(body) as { type: string };
    came.push({ id: String(request.headers["webhook-id"]), type });
    setTimeout(() => response.writeHead(204).end(), 400);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/hook`,
    host,
    came,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
