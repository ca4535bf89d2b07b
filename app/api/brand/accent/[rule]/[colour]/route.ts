import { accentStyles } from "@/lib/model/brand/accent";
import { brandFile, noBrandFile } from "@/lib/server/http/brand-file";

/**
 * The tokens that an accent sets, as a style sheet for whatever carries `data-accent`. Made of the six digits in the
 * address and nothing else; no text of anybody's gets into it.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ rule: string; colour: string }> },
): Promise<Response> {
  const { rule, colour } = await params;
  if (rule !== "1" || !/^[0-9a-f]{6}$/.test(colour)) return noBrandFile();
  return brandFile(accentStyles(`#${colour}`), "text/css; charset=utf-8");
}
