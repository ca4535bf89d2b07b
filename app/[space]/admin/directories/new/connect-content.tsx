import { notFound } from "next/navigation";
import { ConnectStep } from "@/components/directories/connect-step";
import { DirectorySteps } from "@/components/directories/directory-steps";
import { ButtonLink } from "@/components/ui/button-link";
import { readArrivals } from "@/lib/features/directories/read-arrivals";
import { readDirectoryCredentials } from "@/lib/features/directories/read-directory";
import { directoryAddress } from "@/lib/features/directories/scim-context";
import type { Directory, DirectoryCredential } from "@/lib/model/directories/directory";
import { isLiveCredential } from "@/lib/model/directories/directory-token";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { createDirectoryCredentialAction } from "../actions";
import { directoryPaths } from "../paths";

/** Step 2: our values, the provider's guide beside them, and what arrives. */
export async function ConnectContent({ ctx, directory }: { ctx: MemberContext; directory: Directory }) {
  const deps = await dependencies();
  const { slug } = ctx.space;
  const paths = directoryPaths(slug);
  const arrivals = await readArrivals(deps, ctx, directory.id);
  const tokens = await readDirectoryCredentials(deps, ctx, directory.id, "token");
  const secrets = await readDirectoryCredentials(deps, ctx, directory.id, "secret");
  if (!arrivals.ok || !tokens.ok || !secrets.ok) notFound();
  const { id, provider } = directory;
  const now = deps.now();
  const prefixes = (credentials: readonly DirectoryCredential[]) =>
    credentials.filter((credential) => isLiveCredential(credential, now)).map(({ prefix }) => prefix);
  return (
    <ConnectStep
      space={slug}
      directory={{
        id,
        provider,
        baseUrl: directoryAddress(deps.appUrl, id),
        tokenUrl: `${deps.appUrl}/oauth/token`,
      }}
      existing={{ token: prefixes(tokens.value), client: prefixes(secrets.value) }}
      arrivals={arrivals.value}
      arrivalsAddress={paths.arrivals(id)}
      create={createDirectoryCredentialAction}
      next={paths.review(id)}
      settings={paths.settings(id)}
      steps={
        <DirectorySteps
          current="connect"
          hrefs={arrivals.value.people > 0 ? { review: paths.review(id) } : {}}
        />
      }
      back={<ButtonLink href={paths.directory(id)}>Close</ButtonLink>}
    />
  );
}
