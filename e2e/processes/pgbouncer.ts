import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./process";

/** Where Debian installs it. */
const program = "/usr/sbin/pgbouncer";

/** What docs/operations.md says to put into `pgbouncer.ini`, for one server. */
function settings(server: URL, port: number): string {
  return `[databases]
* = host=${server.hostname} port=${server.port} user=postgres connect_query='set statement_timeout = 30000; set idle_in_transaction_session_timeout = 60000'

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = session
max_client_conn = 200
default_pool_size = 20
server_reset_query_always = 0
`;
}

/** Starts a PgBouncer before the server at `serverUrl`. */
export async function startPgBouncer(serverUrl: string): Promise<{ port: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-pgbouncer-"));
  const file = join(folder, "pgbouncer.ini");
  const port = await freePort();
  writeFileSync(file, settings(new URL(serverUrl), port));
  const owner = unprivileged();
  if (owner.uid !== undefined && owner.gid !== undefined)
    for (const path of [folder, file]) chownSync(path, owner.uid, owner.gid);
  const child = spawn(program, ["-q", file], { ...owner, stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "exit");
  await untilListening(port, child);
  return {
    port,
    async stop() {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

async function untilListening(port: number, child: { exitCode: number | null }): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}`);
    const isListening = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).once("error", () => resolve(false));
      socket.once("close", () => undefined);
      setTimeout(() => socket.destroy(), 50);
    });
    if (isListening) return;
    await wait(100);
  }
  throw new Error("PgBouncer does not listen");
}
