import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SpanKind, trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/open-test-database";
import { createLog } from "@/lib/infra/log/log";
import { recordCall, recordStatement, statementSummary } from "@/lib/infra/tracing/record-calls";
import { startTracing, type Tracing } from "@/lib/infra/tracing/start-tracing";
import { identifyRequest } from "./identify-request";
import { traceRequest } from "./trace-requests";

const caller = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
const received: Buffer[] = [];
const lines: string[] = [];
const servers: Server[] = [];
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let tracing: Tracing;
let site: string;

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

beforeAll(async () => {
  const collector = await serve(async (request, response) => {
    received.push(Buffer.concat([Buffer.from(`${request.url} `), await bodyOf(request)]));
    response.end();
  });
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector;
  process.env.OTEL_RESOURCE_ATTRIBUTES = "deployment.environment.name=lab";
  const log = createLog("info", (line) => lines.push(line));
  tracing = await startTracing("otlp", { version: "1.2.3", log });
  database = await openTestDatabase(recordStatement);
  site = await serve((request, response) => {
    identifyRequest(request, response);
    return traceRequest(request, response, async () => {
      await database.store.spaces.bySlug("a-customer");
      recordCall(0.01, "answered", "idp.example");
      // As Next does: the whole address, in the name and beside it.
      const next = trace.getTracer("next.js").startSpan(`GET ${request.url}`, {
        kind: SpanKind.SERVER,
        attributes: {
          "next.span_type": "BaseServer.handleRequest",
          "next.route": "/setup/[secret]",
          "http.target": request.url ?? "",
        },
      });
      next.recordException(new Error(`No link ${request.url}`));
      next.end();
      log.info("answered");
      response.end("ok");
    });
  });
});

afterAll(async () => {
  await database.close();
  for (const server of servers) server.close();
});

test("a request is one trace: its part, what it asked of others, and nothing secret", async () => {
  const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;
  await (await fetch(`${site}/setup/s3cret-link?code=s3cret`, { headers: { traceparent } })).text();
  await (await fetch(`${site}/api/health`)).text();
  // Outside of a request.
  await database.db.execute("select host from mail_settings_of_nobody").catch(() => undefined);
  await tracing.stop();

  const sent = Buffer.concat(received);
  const text = sent.toString("latin1");
  expect(text).toMatch(/^\/v1\/traces /);
  for (const word of [
    "GET setup_link",
    "select spaces",
    "call idp.example",
    "BaseServer.handleRequest /setup/[secret]",
    "gatehouse.request_id",
    "service.name",
    "1.2.3",
    "deployment.environment.name",
  ])
    expect(text).toContain(word);
  expect(text).not.toMatch(/s3cret|a-customer|slug|exception|GET health|mail_settings/);
  // The caller's trace goes on, and the log names it.
  expect(sent.includes(Buffer.from(caller.traceId, "hex"))).toBe(true);
  expect(sent.includes(Buffer.from(caller.spanId, "hex"))).toBe(true);
  const [line] = lines.map((one) => JSON.parse(one)).filter(({ message }) => message === "answered");
  expect(line).toMatchObject({ traceId: caller.traceId });
});

test.each([
  ['select "id", "name" from "people" where "space_id" = $1', "select people"],
  ["insert into audit_events (id) values ($1)", "insert audit_events"],
  ['update "sessions" set "ended_at" = $1 from x', "update sessions"],
  ["  (select 1)", "select"],
  ["begin", "begin"],
  ["", "statement"],
])("a statement is named by what it does: %s", (text, summary) => {
  expect(statementSummary(text)).toBe(summary);
});
