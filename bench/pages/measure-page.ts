import type { Browser } from "../login/client";
import { processorTime } from "../login/process";

interface Bench {
  browser: Browser;
  url: string;
  rounds: number;
  /** The server's process, and the database's. */
  pid: number;
  databasePids: readonly number[];
}

/** Times in milliseconds. */
export interface MeasuredPage {
  address: string;
  /** From the request to the last byte. */
  median: number;
  p95: number;
  /** The same of a page that shows next to nothing, asked for in turns with this one. */
  trivialMedian: number;
  /** Processor time of the server and of the database for one request. */
  serverMs: number;
  databaseMs: number;
  /** Of the document, uncompressed. */
  bytes: number;
  /** That a reader sees, those of the frame included. */
  words: number;
}

/** How often each page is asked for before it counts: Node compiles, PostgreSQL plans, caches fill. */
const warmUp = 8;

/** Asks for a page and the trivial one in turns. Throws if the page does not answer 200. */
export async function measurePage(
  { browser, url, rounds, pid, databasePids }: Bench,
  { address, trivial }: { address: string; trivial: string },
): Promise<MeasuredPage> {
  let text = "";
  const ask = async (path: string): Promise<number> => {
    const from = performance.now();
    const answer = await browser.get(`${url}${path}`);
    const took = performance.now() - from;
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.location ?? ""}`);
    ({ text } = answer);
    return took;
  };
  for (let round = 0; round < warmUp; round++) await ask(address);
  const times: number[] = [];
  const trivialTimes: number[] = [];
  let serverMs = 0;
  let databaseMs = 0;
  for (let round = 0; round < rounds; round++) {
    trivialTimes.push(await ask(trivial));
    const [server, database] = [processorTime(pid), spent(databasePids)];
    times.push(await ask(address));
    serverMs += (processorTime(pid) - server) / rounds;
    databaseMs += (spent(databasePids) - database) / rounds;
  }
  return {
    address,
    median: at(times, 0.5),
    p95: at(times, 0.95),
    trivialMedian: at(trivialTimes, 0.5),
    serverMs,
    databaseMs,
    bytes: Buffer.byteLength(text),
    words: wordsOf(text),
  };
}

/** A database's processes may end meanwhile. */
function spent(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      return sum + processorTime(pid);
    } catch {
      return sum;
    }
  }, 0);
}

function at(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function wordsOf(html: string): number {
  const body = html.slice(html.indexOf("<body"));
  const text = body.replaceAll(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, " ").replaceAll(/<[^>]*>/g, " ");
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
}
