import { createSocket, type Socket } from "node:dgram";
import { afterEach, expect, test } from "vitest";
import { dnsTxtLookup } from "./txt-lookup";

let server: Socket | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

/** A name server that gives the same answer to every question: records of strings, or an error code; `null`: silence. */
function serve(answer: string[][] | number | null): Promise<string> {
  const socket = createSocket("udp4");
  server = socket;
  socket.on("message", (query, from) => {
    if (answer === null) return;
    const records = typeof answer === "number" ? [] : answer;
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180 | (typeof answer === "number" ? answer : 0), 2);
    header.writeUInt16BE(records.length, 6);
    header.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([header, question, ...records.map(txtRecord)]), from.port, from.address);
  });
  return new Promise((resolve) => {
    socket.bind(0, "127.0.0.1", () => resolve(`127.0.0.1:${socket.address().port}`));
  });
}

/** RFC 1035 §3.2.1 and §3.3.14: the name as a pointer to the question, type TXT, class IN. */
function txtRecord(strings: string[]): Buffer {
  const data = Buffer.concat(strings.flatMap((text) => [Buffer.from([text.length]), Buffer.from(text)]));
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

async function ask(answer: string[][] | number | null) {
  const lookup = dnsTxtLookup({ servers: [await serve(answer)], timeoutMs: answer === null ? 150 : 10_000 });
  return lookup.txt("_gatehouse.acme.example");
}

test("finds every record, the strings of one joined", async () => {
  expect(await ask([["v=spf1 -all"], ["gatehouse-domain-", "verification=abc"]])).toEqual({
    outcome: "found",
    texts: ["v=spf1 -all", "gatehouse-domain-verification=abc"],
  });
});

test("distinguishes a name without records from servers that fail", async () => {
  const nameError = 3;
  const serverFailure = 2;
  expect(await ask(nameError)).toEqual({ outcome: "none" });
  expect(await ask([])).toEqual({ outcome: "none" });
  expect(await ask(serverFailure)).toEqual({ outcome: "failed", reason: "ESERVFAIL" });
});

test("gives up on a silent server", async () => {
  const started = performance.now();
  expect(await ask(null)).toEqual({ outcome: "failed", reason: "ETIMEOUT" });
  expect(performance.now() - started).toBeLessThan(10_000);
});
