import { problemResponse } from "@/lib/server/api/api-problem";
import { dependencies } from "@/lib/server/process/dependencies";

/** What is not in the API is told so in the API's own form. */
async function nothingHere(request: Request): Promise<Response> {
  const { appUrl } = await dependencies();
  return problemResponse(appUrl, {
    kind: "not_found",
    code: "route_not_found",
    message: "The API has no such address. Its description is at /api/v1/openapi.json.",
    received: `${request.method} ${new URL(request.url).pathname}`.slice(0, 200),
  });
}

export {
  nothingHere as DELETE,
  nothingHere as GET,
  nothingHere as PATCH,
  nothingHere as POST,
  nothingHere as PUT,
};
