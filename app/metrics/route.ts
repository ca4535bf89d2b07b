import { metricsFor } from "@/lib/server/metrics-door";

/** What this process has counted, in the text format of Prometheus. */
export function GET(request: Request): Promise<Response> {
  return metricsFor(request.headers);
}
