import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A received message. */
export interface Came {
  id: string;
  type: string;
  timestamp: string;
  signature: string;
  body: string;
}

/** A customer's program that receives webhooks. */
export interface Receiver {
  url: string;
  /** `host:port`, for the application's allow list. */
  host: string;
  came: Came[];
  /** Its response. */
  status: number;
  close(): Promise<void>;
}

/** Answers slowly, so that a second sender would have its chance. 0: any free port. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const header = (name: string) => String(request.headers[`webhook-${name}`]);
    const { type } = JSON.parse(body) as { type: string };
    const [id, timestamp, signature] = [header("id"), header("timestamp"), header("signature")];
    receiver.came.push({ id, type, timestamp, signature, body });
    const { status } = receiver;
    setTimeout(() => response.writeHead(status).end(), 400);
  });
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const receiver: Receiver = {
    url: `http://${host}/hook`,
    host,
    came: [],
    status: 204,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return receiver;
}
