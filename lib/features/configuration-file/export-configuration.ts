import type { ConnectionEntry, SpaceConfiguration } from "@/lib/model/connections/configuration-plan";
import type { OptionChange } from "@/lib/model/connections/merge-option";
import { signInSettingsOf } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { protocolModules } from "@/lib/protocols";
import { type ConfigurationFile, configurationFormat } from "@/lib/schemas/configuration-file";

/** The configuration of a space, with what a plan also needs to know. */
export interface CurrentConfiguration extends SpaceConfiguration {
  /** References of the connections that have a client secret. */
  withSecret: string[];
}

/**
 * The space's own connections with their options, its teams, domains and directories; the newest settings of each, no
 * secrets.
 */
export async function readConfiguration(
  { store }: Pick<Dependencies, "store">,
  { space }: Pick<Context, "space">,
): Promise<CurrentConfiguration> {
  const inForce = await store.spaces.byId(space.id);
  const teams = await store.teamsOf(space.id).all();
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const organization = await store.organizationsOf(space.id).own();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  const own = await store.spaceConnectionsOf(space.id).all({ ownOnly: true });
  const references = new Map(own.map(({ connection: { id, reference } }) => [id, reference]));
  const directories = organization ? await store.directoriesOf(organization.id).all() : [];
  const newest = own.map((found) => ({ ...found, configuration: found.draft ?? found.live }));
  return {
    teams: teams.map(({ name, defaultRole }) => ({ name, defaultRole })),
    domains: domains.map(({ name }) => name),
    connections: newest.map(({ connection, option, configuration }): ConnectionEntry => {
      const { reference, name, protocol, provider } = connection;
      return {
        reference,
        name,
        protocol,
        provider,
        configuration: configuration ? protocolModules[protocol].toInput(configuration.settings) : null,
        signInOption: option ? { ...withTeams(option.settings, (id) => names.get(id)) } : null,
      };
    }),
    directories: directories.map(({ name, provider, connectionId }) => ({
      name,
      provider,
      connection: (connectionId && references.get(connectionId)) ?? null,
    })),
    signInSettings: inForce && signInSettingsOf(inForce),
    withSecret: newest
      .filter(({ configuration }) => configuration?.hasClientSecret)
      .map(({ connection }) => connection.reference),
  };
}

/** The file of a space; without its directories for somebody who may not read them. */
export async function exportConfiguration(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space">,
  { withDirectories }: { withDirectories: boolean },
): Promise<SpaceConfiguration & Pick<ConfigurationFile, "format" | "space" | "exportedAt">> {
  const { teams, domains, connections, directories, signInSettings } = await readConfiguration(deps, ctx);
  const exportedAt = deps.now().toISOString();
  return {
    format: configurationFormat,
    space: ctx.space.slug,
    exportedAt,
    teams,
    domains,
    connections,
    ...(withDirectories ? { directories } : {}),
    signInSettings,
  };
}

/** The settings with renamed teams; a team without a new name is omitted, and what is absent stays so. */
export function withTeams<T extends Pick<OptionChange, "defaultTeams" | "rules">>(
  settings: T,
  nameOf: (team: string) => string | undefined,
): T {
  const renamed = (teams: readonly string[]) =>
    teams.map(nameOf).filter((name): name is string => name !== undefined);
  return {
    ...settings,
    ...(settings.defaultTeams ? { defaultTeams: renamed(settings.defaultTeams) } : {}),
    ...(settings.rules
      ? { rules: settings.rules.map((rule) => ({ ...rule, teams: renamed(rule.teams) })) }
      : {}),
  };
}
