import type { ReadableSpan } from "@opentelemetry/sdk-trace-node";
import { tracingScope } from "./span";

/** What spans of Next may tell: patterns of routes and numbers. */
const harmless = [
  "next.span_type",
  "next.route",
  "next.rsc",
  "http.route",
  "http.method",
  "http.status_code",
  "error.type",
];

/**
 * A span as it may leave the process. Ours hold nothing secret. Next's have whole addresses in names, attributes and
 * recorded errors, and so codes, tokens and the secrets of setup links: of those only the kind, the route's pattern
 * and the times stay.
 */
export function plainSpan(span: ReadableSpan): ReadableSpan {
  if (span.instrumentationScope.name === tracingScope) return span;
  const { "next.span_type": type, "next.route": route } = span.attributes;
  const attributes = Object.fromEntries(
    harmless.flatMap((name) => (span.attributes[name] === undefined ? [] : [[name, span.attributes[name]]])),
  );
  return {
    name: [type ?? span.instrumentationScope.name, route].filter(Boolean).join(" "),
    attributes,
    events: [],
    links: span.links,
    status: { code: span.status.code },
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext && { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: span.droppedLinksCount,
  };
}
