import { done } from "@/lib/core/outcome";
import { apiRoute } from "@/lib/server/api-door";
import { exportConfiguration } from "@/lib/usecases/export-configuration";

/** The space's single sign-on as a file, without secrets. */
export const GET = apiRoute({ scope: "connections:read" }, async ({ deps, acting }) =>
  done(await exportConfiguration(deps, acting)),
);
