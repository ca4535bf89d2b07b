import { type Attributes, context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

/** Our own spans; those of others in this process, such as Next's, have other names of scope. */
export const tracingScope = "gatehouse";

// Does nothing, at next to no cost, until `startTracing` has set up where spans are sent.
const tracer = () => trace.getTracer(tracingScope);

/** A span that somebody else ends. */
export interface OpenSpan {
  /** Runs `work` inside the span: what it begins becomes part of it. */
  run<T>(work: () => T): T;
  end(result: { attributes?: Attributes; failed?: boolean }): void;
}

/**
 * Begins the span of a received request. `headers` may name the span of the caller (`traceparent`, W3C Trace Context).
 */
export function openRequestSpan(
  name: string,
  headers: Readonly<Record<string, unknown>>,
  attributes: Attributes,
): OpenSpan {
  const caller = propagation.extract(context.active(), headers);
  const span = tracer().startSpan(name, { kind: SpanKind.SERVER, attributes }, caller);
  const inside = trace.setSpan(caller, span);
  return {
    run: (work) => context.with(inside, work),
    end({ attributes: more = {}, failed = false }) {
      span.setAttributes(more);
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** A span around work of our own, part of the one that is running. */
export async function inSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * Records what has just ended, `seconds` after it began, as part of the running span. Outside of one nothing is
 * recorded: work that every process repeats each second would drown the rest.
 */
export function recordSpan(
  name: string | (() => string),
  seconds: number,
  about: { kind?: SpanKind; attributes?: Attributes; failed?: boolean } = {},
): void {
  if (!trace.getActiveSpan()?.isRecording()) return;
  const ended = Date.now();
  const span = tracer().startSpan(typeof name === "string" ? name : name(), {
    kind: about.kind ?? SpanKind.INTERNAL,
    startTime: ended - seconds * 1000,
    attributes: about.attributes ?? {},
  });
  if (about.failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(ended);
}

/** The trace that is being recorded, for the log; `null` outside of one. */
export function currentTraceId(): string | null {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span.spanContext().traceId : null;
}
