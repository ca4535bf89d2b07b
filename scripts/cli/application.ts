import type { Command } from "commander";
import { z } from "zod";
import { listApplications } from "@/lib/features/applications/application-view";
import {
  createApplication,
  removeApplication,
  rotateSecret,
} from "@/lib/features/applications/manage-applications";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { clientAuthMethods } from "@/lib/model/applications/application";
import { createApplicationBody, redirectUri } from "@/lib/schemas/application";
import { oneLine } from "@/lib/schemas/text";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { by, unwrapped } from "./parse";
import { type Common, command, commandLineActor, group, Refused, run, spaceNamed } from "./run";

interface CreateOptions extends Common {
  name: string;
  redirectUri: string[];
  postLogoutRedirectUri?: string[];
  authMethod?: (typeof clientAuthMethods)[number];
  pkce: boolean;
  space?: string[];
  homeUri?: string;
  initiateLoginUri?: string;
  backchannelLogoutUri?: string;
}

interface RotateOptions extends Common {
  overlapHours?: number;
}

const authMethod = z.enum(clientAuthMethods, `A method is one of ${clientAuthMethods.join(", ")}.`);
const hours = z.coerce.number("A number of hours.").int().min(0).max(720, "720 hours at most.");

/** `application create|list|rotate-secret|remove`. */
export function addApplicationCommands(program: Command): void {
  const application = group(program, "application", "applications that people sign in to through Gatehouse");
  addCreate(application);
  command(application, "list", "lists the applications").action((options: Common) =>
    run(options, async (deps) => {
      const { rows } = await listApplications(deps, { pageSize: 200 });
      const lines = rows.map(
        ({ clientId, name, redirectUris }) => `${clientId}  ${name}  ${redirectUris.join(" ")}`,
      );
      return { text: lines.join("\n") || "There are no applications yet.", value: rows };
    }),
  );
  command(application, "rotate-secret", "creates another client secret and prints it once")
    .argument("<client-id>", "the application")
    .option("--overlap-hours <number>", "how long the previous one stays valid (24)", by(hours))
    .action((id: string, options: RotateOptions) =>
      run(options, async (deps) => {
        const { overlapHours = 24 } = options;
        const rotated = unwrapped(await rotateSecret(deps, commandLineActor(), { id, overlapHours }));
        return {
          text: rotated.clientSecret ?? "",
          notes: [`Store it: it is not shown again. The previous one works for ${overlapHours} more hours.`],
          value: rotated,
        };
      }),
    );
  command(application, "remove", "removes an application with its secrets and tokens")
    .argument("<client-id>", "the application")
    .action((id: string, options: Common) =>
      run(options, async (deps) => {
        unwrapped(await removeApplication(deps, commandLineActor(), id));
        return { text: "Removed. Nobody can sign in to it any more.", value: { id } };
      }),
    );
}

function addCreate(application: Command): void {
  command(application, "create", "creates an application and prints its client ID and secret once")
    .requiredOption("--name <name>", "its name, as people see it", by(oneLine("The name", 100)))
    .requiredOption("--redirect-uri <uri...>", "where people return after signing in", several)
    .option("--post-logout-redirect-uri <uri...>", "where people return after signing out", several)
    .option("--auth-method <method>", `one of ${clientAuthMethods.join(", ")}`, by(authMethod))
    .option("--no-pkce", "does not require PKCE: weaker, for old software that has a secret")
    .option("--space <slug...>", "open to these spaces only; default: all")
    .option("--home-uri <uri>", "its start page", by(redirectUri))
    .option("--initiate-login-uri <uri>", "its address for sign-ins that begin here", by(redirectUri))
    .option(
      "--backchannel-logout-uri <uri>",
      "its address for notices that a session is over",
      by(redirectUri),
    )
    .action((options: CreateOptions) =>
      run(options, async (deps) => {
        const created = unwrapped(
          await createApplication(
            { ...deps, outbound: createOutbound({ allow: deps.env.outboundAllow }) },
            commandLineActor(),
            await bodyOf(deps, options),
          ),
        );
        const { clientId, clientSecret } = created;
        const secret = clientSecret === null ? [] : [`client_secret  ${clientSecret}`];
        return {
          text: [`issuer         ${deps.appUrl}`, `client_id      ${clientId}`, ...secret].join("\n"),
          notes: clientSecret === null ? [] : ["Store the secret: it is not shown again."],
          value: { issuer: deps.appUrl, clientId, clientSecret, application: created },
        };
      }),
    );
}

const several = (uri: string, before: string[] | undefined) => [...(before ?? []), by(redirectUri)(uri)];

async function bodyOf(deps: AppDependencies, options: CreateOptions) {
  const spaces = [];
  for (const slug of options.space ?? []) spaces.push({ spaceId: (await spaceNamed(deps, slug)).id });
  const parsed = createApplicationBody.safeParse({
    name: options.name,
    redirectUris: options.redirectUri,
    postLogoutRedirectUris: options.postLogoutRedirectUri,
    tokenEndpointAuthMethod: options.authMethod,
    pkceRequired: options.pkce,
    openTo: spaces.length > 0 ? "chosen" : "all",
    spaces,
    homeUri: options.homeUri,
    initiateLoginUri: options.initiateLoginUri,
    backchannelLogoutUri: options.backchannelLogoutUri,
  });
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? "This value is invalid.";
  throw new Refused({ kind: "invalid", code: "invalid_field", message });
}
