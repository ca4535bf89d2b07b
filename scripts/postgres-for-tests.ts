import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Starts a throwaway PostgreSQL server on a free port of this machine and removes it afterwards. With a command, runs
 * that with TEST_DATABASE_URL set and ends with its exit code; without one, prints the address and stays until it is
 * stopped.
 *
 * npx tsx scripts/postgres-for-tests.ts npx vitest run lib/db
 */
async function main(command: string[]): Promise<number> {
  const bin = findBinaries();
  const owner = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-postgres-"));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const run = (program: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(join(bin, program), args, {
      ...owner,
      cwd: folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  };
  const port = await freePort();
  try {
    run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-N");
    // Nothing here is worth waiting for a disk.
    const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off`;
    run("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start");
    try {
      const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
      return await during(url, command);
    } finally {
      run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  const [uid, gid] = [id("-u"), id("-g")];
  if (!uid || !gid) throw new Error("there is no user postgres to run the server as");
  return { uid, gid };
}

function findBinaries(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  const found = folders.find((folder) => existsSync(join(folder, "initdb")));
  if (!found) throw new Error("PostgreSQL is not installed: no initdb in /usr/lib/postgresql or PATH");
  return found;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function during(url: string, [program, ...args]: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    if (program === undefined) {
      console.log(url);
      for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve(0));
      // Something to wait for.
      setInterval(() => undefined, 60_000);
      return;
    }
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, TEST_DATABASE_URL: url } });
    // When asked to stop, the command is stopped first, then the server.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
