import { metricsFor } from "@/lib/server/http/metrics-route";

/** What this process has counted, in the text format of Prometheus. */
export function GET(request: Request): Promise<Response> {
  return metricsFor(request.headers);
}
