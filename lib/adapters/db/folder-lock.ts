import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
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
  /** Gives the folder free; a second call does nothing. */
  release(): void;
}

/** The holder renews its file so often, */
const beatMs = 10_000;
/** and another host, where nobody can be asked for its processes, counts as dead after so long a silence. */
const silenceMs = 35_000;

interface Holder {
  pid: number;
  /** When the process started, as the system tells it: a later process with the same number has another. */
  start: string | null;
  host: string;
}

/**
 * Takes the folder for this process, by a file that names it. A file that a dead process left behind is recognised.
 * The lock is given free when the process ends by itself. Throws `FolderInUse`.
 */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, "lock");
  const me: Holder = { pid: process.pid, start: processStart(process.pid), host: hostname() };
  const text = `${JSON.stringify(me)}\n`;
  const draft = join(folder, `lock.${process.pid}.${process.hrtime.bigint()}`);
  writeFileSync(draft, text);
  try {
    // A link is made with its content, and by one process only.
    for (let tries = 0; !linked(draft, file); tries += 1) {
      const found = read(file);
      if (found === null) continue;
      const holder = parse(found);
      if (holder && (tries > 10 || isAlive(holder, me, file))) {
        throw new FolderInUse(folder, holder.pid, holder.host === me.host ? null : holder.host);
      }
      setAside(file, found, draft);
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

/** Removes the dead holder's file; puts it back where it turns out to be somebody's who was quicker. */
function setAside(file: string, dead: string, draft: string): void {
  const aside = `${draft}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== dead) linked(aside, file);
  rmSync(aside, { force: true });
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
    // The folder was removed; there is nothing left to hold.
  }
}

function renewed(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
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
