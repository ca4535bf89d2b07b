import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/**
 * The password on standard input, without the line break that `echo` adds; `null` if there is none. At a terminal it
 * is asked for and not shown. Never an argument: arguments are visible to everybody in the list of processes.
 */
export async function readPassword(): Promise<string | null> {
  const text = process.stdin.isTTY ? await ask() : await readAll();
  const password = text.replace(/\r?\n$/, "");
  return password === "" ? null : password;
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function ask(): Promise<string> {
  process.stderr.write("Password (empty for none): ");
  const nowhere = new Writable({ write: (_chunk, _encoding, callback) => callback() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
