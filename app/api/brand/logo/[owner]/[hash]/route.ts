import { readLogo } from "@/lib/features/brand/read-brand";
import { brandFile, noBrandFile } from "@/lib/server/http/brand-file";
import { dependencies } from "@/lib/server/process/dependencies";

/** A logo that a space, or the installation, wears now. Public: it stands on the sign-in page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ owner: string; hash: string }> },
): Promise<Response> {
  const { owner, hash } = await params;
  const bytes = await readLogo(await dependencies(), owner, hash);
  return bytes ? brandFile(bytes, "image/png") : noBrandFile();
}
