import { metricsFor } from "@/lib/server/http/metrics-route";

/** The counters of this process, in the text format of Prometheus. */
export function GET(request: Request): Promise<Response> {
  return metricsFor(request.headers);
}
