import { randomUUID } from "node:crypto";
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { processStart } from "./process-start";

/** Another process has the folder's database open. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
  constructor(
    readonly folder: string,
    readonly pid: number,
    host: string | null,
  ) {
    super(
      `The database in ${folder} is in use by process ${pid}${host ? ` on ${host}` : ""}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
}

export interface FolderLock {
  /** Releases the folder; a second call does nothing. */
  release(): void;
}

/** How often the holder renews its file, */
const beatMs = 10_000;
/** and how long another host, whose processes cannot be seen, may be silent before it counts as dead. */
const silenceMs = 35_000;
/** Longer than anybody needs to lock it. */
const abandonedMs = 60_000;

interface Holder {
  pid: number;
  /** When the process started, from the system: a later process with the same number has another time. */
  start: string | null;
  host: string;
}

/**
 * Locks the folder for this process, by a file that names it. A file that a dead process left behind is recognised.
 * The lock is released when the process ends normally. Throws `FolderInUse`.
 */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, "lock");
  const me: Holder = { pid: process.pid, start: processStart(process.pid), host: hostname() };
  const text = `${JSON.stringify(me)}\n`;
  // A unique name: threads of one process, or containers that share the folder, may try at the same moment.
  const draft = join(folder, `lock.${randomUUID()}`);
  removeAbandoned(folder);
  try {
    // On a full disk it creates the file and then fails.
    writeFileSync(draft, text);
    // A link is made with its content, and by one process only.
    while (!linked(draft, file)) {
      const found = read(file);
      if (found === null) continue;
      const holder = parse(found);
      if (holder && isAlive(holder, me, file)) {
        throw new FolderInUse(folder, holder.pid, holder.host === me.host ? null : holder.host);
      }
      removeDead(file, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const beat = setInterval(() => renew(file), beatMs);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    process.off("exit", release);
    if (read(file) === text) rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { release };
}

/** Removes the drafts of processes that were killed while they locked the folder, which takes milliseconds. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (/^lock\.[0-9a-f-]{36}$/.test(name) && Date.now() - renewed(path) > abandonedMs)
      rmSync(path, { force: true });
  }
}

/**
 * Removes a dead holder's file. One process at a time does so and checks again first: another process that has found
 * the dead one's may be late, and would remove the file of the next holder.
 */
function removeDead(file: string, dead: string): void {
  const turn = `${file}.turn`;
  try {
    closeSync(openSync(turn, "wx"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    // A process that has the turn is done in a moment, or died with it.
    if (Date.now() - renewed(turn) > 5_000) rmSync(turn, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return;
  }
  try {
    if (read(file) === dead) rmSync(file);
  } finally {
    rmSync(turn, { force: true });
  }
}

function isAlive(holder: Holder, me: Holder, file: string): boolean {
  // A container that shares the folder: its processes cannot be seen from here.
  if (holder.host !== me.host) return Date.now() - renewed(file) < silenceMs;
  if (holder.pid === me.pid) return holder.start !== null && holder.start === me.start;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const start = processStart(holder.pid);
  return start === null || holder.start === null || start === holder.start;
}

function renew(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was removed; there is nothing left to lock.
  }
}

function renewed(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    // Removed, so it has no age.
    return Date.now();
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    const { pid, start, host } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== "number" || typeof host !== "string") return null;
    return { pid, start: typeof start === "string" ? start : null, host };
  } catch {
    return null;
  }
}
