import { openApiDocument } from "@/lib/server/api/openapi/document";
import { dependencies } from "@/lib/server/process/dependencies";

/** The description of the API, for programs; nobody has to be anybody to read it. */
export async function GET(): Promise<Response> {
  const { appUrl } = await dependencies();
  return Response.json(openApiDocument(appUrl), { headers: { "Cache-Control": "public, max-age=300" } });
}
