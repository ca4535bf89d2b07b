import { exportConfiguration } from "@/lib/features/configuration-file/export-configuration";
import { done } from "@/lib/model/outcome";
import { apiRoute } from "@/lib/server/api/api-route";

/** The space's single sign-on as a file, without secrets. */
export const GET = apiRoute({ scope: "connections:read" }, async ({ deps, ctx }) =>
  done(await exportConfiguration(deps, ctx)),
);
