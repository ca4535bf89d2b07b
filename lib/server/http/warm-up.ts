import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answerer } from "./http-server";

/**
 * What the first people would wait for: the sign-in page, both ends of a sign-in, the console's entry, the API and the
 * keys for applications. Each is an address that anybody may ask for; none changes anything.
 */
const paths = [
  "/login",
  "/-/login",
  "/-/sso",
  "/api/sso/finish",
  "/api/sso/saml/-/metadata",
  "/-",
  "/api/v1/me",
  "/oauth/jwks",
  "/.well-known/openid-configuration",
];

/** A start must not hang on a page that does. */
const patienceMs = 15_000;

/**
 * Asks for a page of each kind once, so that the process has loaded what it needs before the load balancer sends anybody:
 * the first request is as quick as the tenth. It goes through a port of its own, as the process's own may be shared with
 * other workers. Never throws; returns how long it took, in milliseconds.
 */
export async function warmUp(answer: Answerer): Promise<number> {
  const startedAt = performance.now();
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, host: "127.0.0.1", exclusive: true }, resolve),
  );
  const { port } = server.address() as AddressInfo;
  const signal = AbortSignal.timeout(patienceMs);
  for (const path of paths) {
    const init = { signal, redirect: "manual", headers: { connection: "close" } } as const;
    await fetch(`http://127.0.0.1:${port}${path}`, init)
      .then((response) => response.arrayBuffer())
      .catch(() => undefined);
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return performance.now() - startedAt;
}
