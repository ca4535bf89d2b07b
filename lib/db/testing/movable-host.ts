import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A name of a database server that can be moved from one host to another, as a failover does. */
export interface MovableHost {
  port: number;
  /** The host that the name leads to swallows everything from now on: nothing is answered, and nothing is closed. */
  goSilent(): void;
  /** The name leads to a live host again. Connections to the silent one stay as they are. */
  move(): void;
  /** Closes every connection at once, as a server that is restarted does. */
  closeConnections(): void;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
}

/** Listens on this machine and passes connections on to a PostgreSQL at a port. */
export async function startMovableHost(target: { host: string; port: number }): Promise<MovableHost> {
  const pairs = new Set<Pair>();
  const swallowed = new Set<Socket>();
  let silent = false;

  const swallow = (client: Socket) => {
    client.unpipe();
    client.pause();
    swallowed.add(client);
    client.once("close", () => swallowed.delete(client));
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on("error", () => client.destroy());
    if (silent) {
      swallow(client);
      return;
    }
    const upstream = connect({ ...target, noDelay: true });
    const pair = { client, server: upstream };
    pairs.add(pair);
    upstream.on("error", () => client.destroy());
    client.once("close", () => {
      pairs.delete(pair);
      upstream.destroy();
    });
    upstream.once("close", () => {
      if (pairs.delete(pair)) client.destroy();
    });
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    goSilent() {
      silent = true;
      for (const pair of pairs) {
        // Its transactions are gone with the host, and its client does not learn of it.
        pairs.delete(pair);
        swallow(pair.client);
        pair.server.unpipe();
        pair.server.destroy();
      }
    },
    move() {
      silent = false;
    },
    closeConnections() {
      for (const { client } of pairs) client.destroy();
    },
    async close() {
      for (const socket of swallowed) socket.destroy();
      for (const { client, server: upstream } of pairs) {
        client.destroy();
        upstream.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
