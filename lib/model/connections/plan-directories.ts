import type { DirectoryProvider } from "@/lib/model/directories/directory";
import type { PlanStep } from "./plan-step";
import { settingsDifference } from "./settings-difference";

/** One directory of the file, identified by its name. It has no state and no credentials: both are made by hand. */
export interface DirectoryEntry {
  name: string;
  /** Absent: stays. */
  provider?: DirectoryProvider | undefined;
  /** The reference of the connection whose role rules it feeds; `null`: none. Absent: stays. */
  connection?: string | null | undefined;
}

/** What of a space, or of a file, the directories are compared by. */
interface Compared {
  directories?: readonly DirectoryEntry[] | undefined;
  connections: readonly { reference: string }[];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Compares the directories of a space with those of a file. A file without the list, as those of earlier versions are,
 * leaves them alone even with `prune`: a removed directory takes its credentials along, and the provider would have to
 * be set up again. Pure.
 */
export function directorySteps(current: Compared, wanted: Compared, prune: boolean): PlanStep[] {
  const { directories } = wanted;
  if (!directories) return [];
  const existing = current.directories ?? [];
  const find = (list: readonly DirectoryEntry[], name: string) =>
    list.find((one) => same(one.name, name)) ?? null;
  const connections = connectionsAfterwards(current, wanted, prune);
  return [
    ...directories.map((is) => stepFor(find(existing, is.name), is, connections)),
    ...existing
      .filter(({ name }) => !find(directories, name))
      .map(({ name }) => step(name, prune ? "remove" : "keep")),
  ];
}

function stepFor(was: DirectoryEntry | null, is: DirectoryEntry, connections: readonly string[]): PlanStep {
  const { provider, connection } = directoryChange(was, is);
  const differences = settingsDifference(was && { ...was }, {
    ...(provider === undefined ? {} : { provider }),
    ...(connection === undefined ? {} : { connection }),
  });
  const action = was === null ? "create" : differences.length > 0 ? "change" : "leave";
  const { connection: feeds } = is;
  const isMissing = Boolean(feeds) && !connections.some((reference) => same(reference, feeds ?? ""));
  return {
    ...step(is.name, action, differences),
    problem: isMissing ? missingConnection(feeds ?? "") : null,
  };
}

/** What the file changes about a directory, or says about a new one; a connection by its reference. Pure. */
export function directoryChange(
  was: DirectoryEntry | null,
  is: DirectoryEntry,
): Pick<DirectoryEntry, "provider" | "connection"> {
  const provider = is.provider ?? (was ? undefined : "generic");
  const connection = is.connection === undefined ? (was ? undefined : null) : is.connection;
  const isUnchanged = was !== null && same(was.connection ?? "", connection ?? "");
  return {
    ...(provider === undefined || provider === was?.provider ? {} : { provider }),
    ...(connection === undefined || isUnchanged ? {} : { connection }),
  };
}

/** Those that the space has once the file is applied. */
function connectionsAfterwards(current: Compared, wanted: Compared, prune: boolean): string[] {
  return [...wanted.connections, ...(prune ? [] : current.connections)].map(({ reference }) => reference);
}

function missingConnection(reference: string): NonNullable<PlanStep["problem"]> {
  return {
    code: "connection_not_found",
    message: `There is no connection “${reference}” in the space once this file is applied.`,
    field: "connection",
  };
}

function step(name: string, action: PlanStep["action"], differences: PlanStep["differences"] = []): PlanStep {
  return { kind: "directory", name, action, differences, needsSecret: false, problem: null };
}
