import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OutboundError } from "@/lib/ports/safe-fetch";
import { createOutbound, type OutboundOptions } from "./safe-fetch";
import { type LocalServer, startLocalServer } from "./testing/local-server";

/** No answer that comes takes as long on a busy machine, and none of a silent server is awaited for as long. */
const patienceMs = 25_000;
/** The most that a call with a limit of less than a second may take. */
const shortMs = 10_000;

let server: LocalServer;
const ended: (() => unknown)[] = [];

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

beforeEach(async () => {
  server = await startLocalServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://local").pathname;
    if (path === "/hello")
      return response.setHeader("content-type", "text/plain; charset=utf-8").end("hello");
    if (path === "/echo") {
      response.setHeader("content-type", "application/json").setHeader("set-cookie", "a=b");
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      return request.on("end", () =>
        response.end(JSON.stringify({ method: request.method, headers: request.headers, body })),
      );
    }
    if (path === "/silent") return;
    if (path === "/headers-only") return response.flushHeaders();
    if (path === "/drip") {
      response.write("x");
      const timer = setInterval(() => response.write("x"), 20);
      return request.on("close", () => clearInterval(timer));
    }
    if (path === "/huge") return response.end(Buffer.alloc(3 * 1024 * 1024));
    if (path === "/huge-chunked") {
      const more = () => {
        while (response.write(Buffer.alloc(64 * 1024)));
        response.once("drain", more);
      };
      return more();
    }
    if (path === "/bomb") return response.setHeader("content-encoding", "gzip").end(bomb);
    if (path === "/gzip") return response.setHeader("content-encoding", "gzip").end(gzipSync("unfolded"));
    if (path === "/br")
      return response.setHeader("content-encoding", "br").end(brotliCompressSync("unfolded"));
    if (path === "/not-gzip") return response.setHeader("content-encoding", "gzip").end("plain");
    if (path === "/odd-encoding") return response.setHeader("content-encoding", "gzip, gzip").end("?");
    if (path === "/cut-off") {
      response.setHeader("content-length", "100");
      response.write("x");
      return setTimeout(() => response.destroy(), 10);
    }
    if (path.startsWith("/hop/")) {
      const left = Number(path.slice(5));
      return response.writeHead(302, { location: left === 0 ? "/hello" : `/hop/${left - 1}` }).end();
    }
    if (path === "/to") {
      const target = new URL(request.url ?? "/", "http://local").searchParams.get("url") ?? "/";
      return response.writeHead(307, { location: target }).end();
    }
    response.writeHead(404).end("nothing here");
  });
});

afterEach(async () => {
  await server.close();
  for (const end of ended.splice(0)) await end();
});

function outbound(options: Partial<OutboundOptions> = {}) {
  return createOutbound({ allow: [server.host], totalTimeoutMs: patienceMs, ...options });
}

async function failure(call: Promise<unknown>): Promise<OutboundError> {
  const error = await call.then(
    () => new Error("the call went through"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OutboundError);
  return error as OutboundError;
}

describe("an ordinary call", () => {
  test("returns status, headers and body", async () => {
    const response = await outbound().fetch(`${server.url}/hello`);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      200,
      "text/plain; charset=utf-8",
      "hello",
    ]);
  });

  test("posts a form, without cookies", async () => {
    const response = await outbound().fetch(`${server.url}/echo`, {
      method: "POST",
      body: new URLSearchParams({ code: "a b" }),
      headers: { cookie: "session=secret", authorization: "Basic abc" },
    });
    const echo = (await response.json()) as { method: string; headers: Record<string, string>; body: string };
    expect(echo).toMatchObject({ method: "POST", body: "code=a+b" });
    expect(echo.headers.cookie).toBeUndefined();
    expect(echo.headers.authorization).toBe("Basic abc");
    expect(echo.headers["content-type"]).toContain("application/x-www-form-urlencoded");
  });

  test("answers with an error status rather than throwing", async () => {
    expect((await outbound().fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  test.each(["/gzip", "/br"])("unfolds %s even if it was not requested", async (path) => {
    expect(await (await outbound().fetch(server.url + path)).text()).toBe("unfolded");
  });

  test("fetches a document with its type and final address", async () => {
    const answer = await outbound().fetchDocument(`${server.url}/hop/1`, { accept: "text/*" });
    expect(answer).toMatchObject({
      outcome: "fetched",
      document: { status: 200, contentType: "text/plain", text: "hello", finalUrl: `${server.url}/hello` },
    });
  });

  test("refuses a document with an error status, as a value", async () => {
    const answer = await outbound().fetchDocument(`${server.url}/nothing`);
    expect(answer).toMatchObject({
      outcome: "refused",
      error: { code: "outbound_http_status", status: 404 },
    });
  });
});

describe("addresses", () => {
  test("refuses plain http outside the allow list", async () => {
    const error = await failure(outbound({ allow: [] }).fetch(`${server.url}/hello`));
    expect(error.code).toBe("outbound_not_https");
    expect(server.asked).toEqual([]);
  });

  test.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://169.254.169.254/latest/meta-data/",
  ])("refuses a private address written out: %s", async (url) => {
    expect((await failure(outbound().fetch(url))).code).toBe("outbound_private_address");
    expect(outbound().check(url)?.code).toBe("outbound_private_address");
  });

  test.each(["file:///etc/passwd", "ftp://example.com/", "data:text/plain,x", "nonsense", "https://"])(
    "refuses an invalid web address: %s",
    async (url) => {
      expect((await failure(outbound().fetch(url))).code).toBe("outbound_url_invalid");
    },
  );

  test("refuses a user name or password in the address", async () => {
    expect((await failure(outbound().fetch("https://user:pw@id.example/"))).code).toBe(
      "outbound_url_invalid",
    );
  });

  test("refuses a name that resolves to a private address", async () => {
    const resolve = async () => [{ address: "192.168.0.7", family: 4 as const }];
    const error = await failure(outbound({ resolve }).fetch("https://id.example/"));
    expect([error.code, error.host]).toEqual(["outbound_private_address", "id.example"]);
  });

  test("refuses a name with one private address among public ones", async () => {
    const resolve = async () => [
      { address: "8.8.8.8", family: 4 as const },
      { address: "::1", family: 6 as const },
    ];
    expect((await failure(outbound({ resolve }).fetch("https://id.example/"))).code).toBe(
      "outbound_private_address",
    );
  });

  test("an entry of the allow list is for its port only", async () => {
    const other = outbound({ allow: [`127.0.0.1:${server.port + 1}`] });
    expect((await failure(other.fetch(`${server.url}/hello`))).code).toBe("outbound_not_https");
  });

  test("an allowed name may be private: the control for those above", async () => {
    const resolve = async () => [{ address: "127.0.0.1", family: 4 as const }];
    const allowed = outbound({ allow: [`lab.example:${server.port}`], resolve });
    expect((await allowed.fetch(`http://lab.example:${server.port}/hello`)).status).toBe(200);
  });

  test.each(["", "localhost", "host:0", "host:99999", "http://host:80", "user@host:80", "host:80/path"])(
    "an allow list with %j stops the start",
    (entry) => {
      expect(() => createOutbound({ allow: [entry] })).toThrow(/is not host:port/);
    },
  );
});

describe("changing names (DNS rebinding)", () => {
  test("connects to the checked address, with one DNS query", async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.1" : "10.9.8.7", family: 4 as const }];
    };
    const allowed = outbound({ allow: [`lab.example:${server.port}`], resolve });
    const response = await allowed.fetch(`http://lab.example:${server.port}/hello`);
    expect([response.status, asked]).toEqual([200, 1]);
  });

  test("a name that turns private at the second hop is refused there", async () => {
    let asked = 0;
    const resolve = async (hostname: string) => {
      if (hostname === "lab.example") return [{ address: "127.0.0.1", family: 4 as const }];
      asked += 1;
      return [{ address: "127.0.0.1", family: 4 as const }];
    };
    const allowed = outbound({ allow: [`lab.example:${server.port}`], resolve });
    const target = encodeURIComponent(`https://rebound.example:${server.port}/hello`);
    const error = await failure(allowed.fetch(`http://lab.example:${server.port}/to?url=${target}`));
    expect([error.code, error.host, asked]).toEqual([
      "outbound_private_address",
      `rebound.example:${server.port}`,
      1,
    ]);
  });
});

describe("redirects", () => {
  test("follows three", async () => {
    expect(await (await outbound().fetch(`${server.url}/hop/2`)).text()).toBe("hello");
  });

  test("stops at the fourth", async () => {
    expect((await failure(outbound().fetch(`${server.url}/hop/3`))).code).toBe("outbound_too_many_redirects");
  });

  test.each([
    ["https://10.0.0.1/", "outbound_private_address"],
    ["http://id.example/", "outbound_not_https"],
    ["file:///etc/passwd", "outbound_url_invalid"],
    ["//[::1]/", "outbound_not_https"],
  ])("refuses one to %s", async (location, code) => {
    const error = await failure(outbound().fetch(`${server.url}/to?url=${encodeURIComponent(location)}`));
    expect(error.code).toBe(code);
  });

  test("returns the redirect itself on request", async () => {
    const response = await outbound().fetch(`${server.url}/hop/0`, { redirects: "return" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/hello"]);
  });

  test.each([
    { method: "POST", body: new URLSearchParams({ code: "c" }) },
    { headers: { authorization: "Bearer token" } },
  ])("never passes on a body or a credential", async (init) => {
    const response = await outbound().fetch(`${server.url}/to?url=%2Fecho`, init);
    expect(response.status).toBe(307);
    expect(server.asked).toHaveLength(1);
  });
});

describe("size", () => {
  test.each(["/huge", "/huge-chunked", "/bomb"])("aborts %s at the limit", async (path) => {
    const before = process.memoryUsage().arrayBuffers;
    const error = await failure(outbound().fetch(server.url + path));
    expect(error.code).toBe("outbound_too_large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  test("accepts a smaller limit, but not a larger one", async () => {
    const small = await outbound().fetchDocument(`${server.url}/hello`, { maxBytes: 4 });
    expect(small).toMatchObject({ outcome: "refused", error: { code: "outbound_too_large" } });
    const large = await outbound().fetchDocument(`${server.url}/huge`, { maxBytes: 10_000_000 });
    expect(large).toMatchObject({ outcome: "refused", error: { code: "outbound_too_large" } });
  });

  test.each(["/not-gzip", "/odd-encoding"])("refuses %s as unreadable", async (path) => {
    expect((await failure(outbound().fetch(server.url + path))).code).toBe("outbound_unreadable");
  });
});

describe("time", () => {
  test.each(["/silent", "/headers-only", "/drip"])("aborts %s", async (path) => {
    const started = performance.now();
    const error = await failure(outbound({ totalTimeoutMs: 300 }).fetch(server.url + path));
    expect(error.code).toBe("outbound_timeout");
    expect(performance.now() - started).toBeLessThan(shortMs);
  });

  test("aborts on a name server that never answers", async () => {
    const resolve = () => new Promise<never>(() => undefined);
    const started = performance.now();
    const error = await failure(outbound({ resolve, connectTimeoutMs: 200 }).fetch("https://id.example/"));
    expect(error.code).toBe("outbound_timeout");
    expect(performance.now() - started).toBeLessThan(shortMs);
  });

  test("aborts on a server that accepts the connection and never speaks TLS", async () => {
    const tcp = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
    ended.push(() => tcp.close());
    const { port } = tcp.address() as AddressInfo;
    const call = outbound({
      allow: [`127.0.0.1:${port}`],
      connectTimeoutMs: patienceMs,
      totalTimeoutMs: 400,
    });
    const started = performance.now();
    expect((await failure(call.fetch(`https://127.0.0.1:${port}/`))).code).toBe("outbound_timeout");
    expect(performance.now() - started).toBeLessThan(shortMs);
  });

  test("counts the wait for a turn", async () => {
    const busy = outbound({ totalTimeoutMs: 300, perHost: { atOnce: 1, queue: 1 } });
    const started = performance.now();
    const calls = await Promise.all([1, 2].map(() => failure(busy.fetch(`${server.url}/silent`))));
    expect(calls.map(({ code }) => code)).toEqual(["outbound_timeout", "outbound_timeout"]);
    expect(performance.now() - started).toBeLessThan(shortMs);
  });

  test("a caller can end the call earlier", async () => {
    const error = await failure(
      outbound().fetch(`${server.url}/silent`, { signal: AbortSignal.timeout(100) }),
    );
    expect(error.code).toBe("outbound_timeout");
  });
});

describe("a provider that hangs", () => {
  /** Calls that hang until they are told to end, which is after all that they might delay. */
  const until = () => {
    const end = new AbortController();
    return { signal: end.signal, over: () => end.abort() };
  };

  test("fills its own queue and nobody else's", async () => {
    const hanging = await startLocalServer(() => undefined);
    ended.push(() => hanging.close());
    const shared = outbound({ allow: [server.host, hanging.host], perHost: { atOnce: 4, queue: 10 } });
    const { signal, over } = until();
    const calls = Array.from({ length: 40 }, () => failure(shared.fetch(hanging.url, { signal })));
    expect((await shared.fetch(`${server.url}/hello`)).status).toBe(200);
    await expect.poll(() => hanging.asked.length).toBe(4);
    over();
    const codes = (await Promise.all(calls)).map((error) => error.code);
    expect(codes.filter((code) => code === "outbound_busy")).toHaveLength(26);
    expect(codes.filter((code) => code === "outbound_timeout")).toHaveLength(14);
    expect(hanging.asked).toHaveLength(4);
  });

  test("fills the queue of its caller, and leaves others their turns at the same host", async () => {
    const shared = outbound({ perHost: { atOnce: 2, queue: 4 } });
    const [one, another] = [shared.onBehalfOf("conn_a"), shared.onBehalfOf("conn_b")];
    const { signal, over } = until();
    const calls = Array.from({ length: 10 }, () => failure(one.fetch(`${server.url}/silent`, { signal })));
    expect((await another.fetch(`${server.url}/hello`)).status).toBe(200);
    expect((await another.fetchDocument(`${server.url}/hello`)).outcome).toBe("fetched");
    // The control: a further call of the same party finds the queue full.
    expect((await failure(one.fetch(`${server.url}/hello`))).code).toBe("outbound_busy");
    over();
    const codes = (await Promise.all(calls)).map((error) => error.code);
    expect(codes.filter((code) => code === "outbound_busy")).toHaveLength(4);
  });

  test("100 hanging providers affect nobody else", async () => {
    const hanging = await Promise.all(Array.from({ length: 100 }, () => startLocalServer(() => undefined)));
    ended.push(() => Promise.all(hanging.map((one) => one.close())));
    const shared = outbound({ allow: [server.host, ...hanging.map((one) => one.host)] });
    const { signal, over } = until();
    const calls = hanging.map((one) => failure(shared.fetch(one.url, { signal })));
    expect((await shared.fetch(`${server.url}/hello`)).status).toBe(200);
    over();
    expect(new Set((await Promise.all(calls)).map((error) => error.code))).toEqual(
      new Set(["outbound_timeout"]),
    );
  });
});

describe("broken servers", () => {
  test("reports a closed port", async () => {
    const closed = outbound({ allow: ["127.0.0.1:1"] });
    expect((await failure(closed.fetch("http://127.0.0.1:1/"))).code).toBe("outbound_refused");
  });

  test("reports a connection that breaks off", async () => {
    expect((await failure(outbound().fetch(`${server.url}/cut-off`))).code).toBe("outbound_refused");
  });

  test("reports a server without an acceptable certificate", async () => {
    const tls = createTlsServer({}, () => undefined);
    await new Promise<void>((resolve) => tls.listen(0, "127.0.0.1", resolve));
    ended.push(() => tls.close());
    const { port } = tls.address() as AddressInfo;
    const error = await failure(
      outbound({ allow: [`127.0.0.1:${port}`] }).fetch(`https://127.0.0.1:${port}/`),
    );
    expect(error.code).toBe("outbound_tls");
  });

  test("reports a server that speaks plain http on https", async () => {
    expect((await failure(outbound().fetch(`https://${server.host}/`))).code).toBe("outbound_tls");
  });

  test.each(["SSH-2.0-server\r\n", "HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n"])(
    "reports a server that does not speak HTTP: %j",
    async (greeting) => {
      const tcp = createTcpServer((socket) => {
        socket.on("error", () => undefined);
        socket.once("data", () => socket.end(greeting));
      });
      await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
      ended.push(() => tcp.close());
      const { port } = tcp.address() as AddressInfo;
      const error = await failure(
        outbound({ allow: [`127.0.0.1:${port}`] }).fetch(`http://127.0.0.1:${port}/`),
      );
      expect(error.code).toBe("outbound_not_http");
    },
  );

  test("reports a name that does not exist", async () => {
    const resolve = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    const error = await failure(outbound({ resolve }).fetch("https://nowhere.example/"));
    expect([error.code, error.message]).toEqual([
      "outbound_dns",
      "DNS has no server with the name nowhere.example.",
    ]);
  });
});
