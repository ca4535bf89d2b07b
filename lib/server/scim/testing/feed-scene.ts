import { afterAll, beforeAll, beforeEach } from "vitest";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { aConfiguration, aConnection, anOption, aSpace, optionSettings } from "@/lib/db/testing/rows";
import { applyAllDue } from "@/lib/features/directories/apply-due";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";
import { aCustomer, type Customer, idOf, openScimLab, type ScimLab } from "./scim-lab";

export const patch = (...Operations: object[]) => ({ Operations });

/** A customer with a directory, another one for each test of a file, and what its feed and its people do. */
export class FeedScene {
  lab!: ScimLab;
  acme!: Customer;
  domain = "";
  #made = 0;

  constructor() {
    beforeAll(async () => {
      this.lab = await openScimLab();
    }, 120_000);
    beforeEach(() => this.#begin());
    afterAll(() => this.lab.close());
  }

  get store() {
    return this.lab.deps.store;
  }

  at = (name: string) => `${name}@${this.domain}`;

  /** What a feed says of somebody. */
  person = (name: string, rest: object = {}) => ({
    userName: this.at(name),
    externalId: `ext-${name}`,
    name: { givenName: name, familyName: "Lee" },
    active: true,
    ...rest,
  });

  /** Creates a person; returns the resource's id. */
  hire = async (name: string, rest: object = {}) =>
    idOf(await this.acme.send("POST", "/Users", this.person(name, rest)));

  leave = (id: string) =>
    this.acme.send("PATCH", `/Users/${id}`, patch({ op: "Replace", path: "active", value: "False" }));

  back = (id: string) =>
    this.acme.send("PATCH", `/Users/${id}`, patch({ op: "replace", value: { active: true } }));

  /** Creates a group with these people; returns its id. */
  group = async (displayName: string, members: string[]) =>
    idOf(
      await this.acme.send("POST", "/Groups", {
        displayName,
        members: members.map((value) => ({ value })),
      }),
    );

  memberNamed = async (name: string, space: Pick<Space, "id"> = this.acme.space) => {
    const user = await this.store.users.byEmail(this.at(name));
    return user && this.store.membershipsOf(space.id).member(user.id);
  };

  fed = (id: string) => this.store.directoryPeopleOf(this.acme.directory).byId(id);

  applyDue = () => applyAllDue(this.lab.deps);

  /** The subjects of the mails to an address. */
  mailTo = async (email: string) =>
    (await this.store.outbox.page({ pageSize: 200, search: email })).rows.map(({ subject }) => subject);

  /** Begins anew with an active connection whose rules make a group's people editors, and another's administrators. */
  withRules = (settings: Partial<OptionSettings> = {}, seats = {}) =>
    this.#begin({
      seats,
      connectionId: async (organizationId, space) => {
        const connection = await aConnection(this.store, organizationId);
        const configuration = await aConfiguration(this.store, connection);
        await this.store
          .connectionsOf(organizationId)
          .goLive(connection.id, configuration.id, this.lab.deps.now(), unmarkedAuthority);
        const rules = [
          { attribute: "groups", operator: "equals", value: "Authors", role: "editor", teams: [] },
          { attribute: "groups", operator: "equals", value: "Chiefs", role: "admin", teams: [] },
        ] as OptionSettings["rules"];
        await anOption(this.store, space.id, connection.id, {
          status: "active",
          settings: { ...optionSettings, rules, ...settings },
        });
        return connection.id;
      },
    });

  /** A further space that the organization is connected to, with an active option of its connection. */
  alsoAt = async (settings: Partial<OptionSettings> = {}, change: Partial<Space> = {}) => {
    const space = await aSpace(this.store, change);
    const { organizationId, directory } = this.acme;
    await this.lab.database.db.insert(organizationSpaces).values({
      organizationId,
      spaceId: space.id,
      status: "connected",
      createdAt: this.lab.deps.now(),
    });
    await anOption(this.store, space.id, directory.connectionId ?? "", {
      status: "active",
      settings: { ...optionSettings, ...settings },
    });
    return space;
  };

  async #begin(given: Omit<Parameters<typeof aCustomer>[1], "domain"> = {}) {
    this.#made += 1;
    this.domain = `acme${this.#made}.example`;
    this.acme = await aCustomer(this.lab, { domain: this.domain, ...given });
  }
}
