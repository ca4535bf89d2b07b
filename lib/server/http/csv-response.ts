/** True if the caller prefers comma-separated values to JSON. */
export function wantsCsv(request: Request): boolean {
  const accept = request.headers.get("accept")?.toLowerCase() ?? "";
  const [first] = accept
    .split(",")
    .map((one) => one.split(";")[0]?.trim())
    .filter((type) => type === "text/csv" || type === "application/json" || type === "*/*");
  return first === "text/csv";
}

/** A file to download: a text, or one that is still being produced. */
export function csvResponse(text: string | ReadableStream<Uint8Array>, name: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
