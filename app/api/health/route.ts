/** The process is alive: for whoever would start it anew otherwise. Asks nothing and nobody. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
