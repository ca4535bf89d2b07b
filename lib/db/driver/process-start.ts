import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process started, in the system's own units: comparable, not readable. `null` if the system does not say. A
 * process number is reused after a while; together with its start it is unique.
 */
export function processStart(pid: number): string | null {
  try {
    if (process.platform === "linux") {
      // proc(5): field 22, counted after the name in brackets, which may contain blanks and brackets itself.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return ticks ? `${boot} ${ticks}` : null;
    }
    if (process.platform === "win32") return null;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
