import { serviceProviderMetadata } from "@/lib/protocols/saml/metadata/service-provider-metadata";
import { nothingHere, refuseMethod } from "@/lib/server/auth/plain-pages";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** Our metadata for one connection; public, as every provider reads it. `?signed=1` signs it (docs/saml.md). */
export async function GET(request: Request, { params }: { params: Promise<{ connectionId: string }> }) {
  const deps = await ssoDependencies();
  const signed = ["1", "true"].includes(new URL(request.url).searchParams.get("signed") ?? "");
  const xml = await serviceProviderMetadata(deps, { connectionId: (await params).connectionId, signed });
  if (xml === null) return nothingHere();
  return new Response(xml, {
    headers: {
      "Content-Type": "application/samlmetadata+xml; charset=utf-8",
      "Content-Disposition": 'attachment; filename="gatehouse-metadata.xml"',
      "Cache-Control": "no-store",
    },
  });
}

const onlyGet = refuseMethod("GET");

export { onlyGet as DELETE, onlyGet as PATCH, onlyGet as POST, onlyGet as PUT };
