/** The process is alive, for supervisors that would restart it otherwise. Checks nothing else. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
