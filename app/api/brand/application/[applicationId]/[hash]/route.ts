import { readApplicationLogo } from "@/lib/features/applications/application-logo";
import { brandFile, noBrandFile } from "@/lib/server/http/brand-file";
import { dependencies } from "@/lib/server/process/dependencies";

/** The logo that an application has now. Public: it stands on the sign-in page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ applicationId: string; hash: string }> },
): Promise<Response> {
  const { applicationId, hash } = await params;
  const bytes = await readApplicationLogo(await dependencies(), applicationId, hash);
  return bytes ? brandFile(bytes, "image/png") : noBrandFile();
}
