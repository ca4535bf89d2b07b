import type { DiagLogger } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Log } from "@/lib/ports/dependencies";
import { plainSpan } from "./plain-span";

/** Where spans go: to a collector by OTLP, or to standard output. */
export type TraceExporter = "otlp" | "console";

export interface Tracing {
  /** Sends what is left. */
  stop(): Promise<void>;
}

const complainEveryMs = 60_000;

/**
 * Starts to record spans and to send them, as OpenTelemetry's environment variables say (OTEL_EXPORTER_OTLP_*,
 * OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER, OTEL_BSP_*:
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). The libraries are loaded only
 * here. A collector that does not answer costs spans, never a request; the log says so once a minute.
 */
export async function startTracing(
  to: TraceExporter,
  about: { version: string; log: Log },
): Promise<Tracing> {
  const [api, sdk, resources] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/resources"),
  ]);
  api.diag.setLogger(complaints(about.log), {
    logLevel: api.DiagLogLevel.WARN,
    suppressOverrideMessage: true,
  });
  const exporter = to === "console" ? new sdk.ConsoleSpanExporter() : await collector();
  const provider = new sdk.NodeTracerProvider({
    // What the environment says comes last, so that it counts.
    resource: resources
      .defaultResource()
      .merge(
        resources.resourceFromAttributes({
          "service.name": "gatehouse",
          "service.version": about.version,
          "process.pid": process.pid,
        }),
      )
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor(plainSpans(exporter))],
  });
  provider.register();
  return { stop: () => provider.shutdown() };
}

async function collector(): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-proto");
  return new OTLPTraceExporter();
}

/** The same exporter, which sends spans of other libraries without what they know of a request. */
export function plainSpans(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans: ReadableSpan[], done) => exporter.export(spans.map(plainSpan), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function complaints(log: Log): DiagLogger {
  let last = Number.NEGATIVE_INFINITY;
  const complain = (message: string) => {
    if (performance.now() - last < complainEveryMs) return;
    last = performance.now();
    log.warn("traces could not be sent", { reason: message.slice(0, 300) });
  };
  const nothing = () => undefined;
  return { error: complain, warn: complain, info: nothing, debug: nothing, verbose: nothing };
}
