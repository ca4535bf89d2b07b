/** True if the caller prefers comma-separated values to JSON. */
export function wantsCsv(request: Request): boolean {
  const accept = request.headers.get("accept")?.toLowerCase() ?? "";
  const [first] = accept
    .split(",")
    .map((one) => one.split(";")[0]?.trim())
    .filter((type) => type === "text/csv" || type === "application/json" || type === "*/*");
  return first === "text/csv";
}

/** A file to download. */
export function csvResponse(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
