import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { aMember } from "@/lib/db/testing/rows";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { addDomain } from "./add-domain";
import { approveDomain } from "./approve-domain";
import { domainTargets, previewRename, renameDomain } from "./rename-domain";

let lab: SsoLab;
let space: Space;
let admin: Context;
let from: string;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab, { domain: "old.example" }));
  from = (await ownDomains())[0]?.id ?? "";
});

const ownDomains = async () => {
  const organization = await lab.deps.store.organizationsOf(space.id).own();
  return lab.deps.store.domainsOf(organization?.id ?? "").all();
};
async function newDomain(name = "new.example", verified = true): Promise<string> {
  const { id } = value(await addDomain(lab.deps, admin, name));
  if (verified)
    value(
      await approveDomain(
        lab.deps,
        { kind: "operator", id: "op", name: "Op", address: null },
        { space, domainId: id },
      ),
    );
  return id;
}
const person = (email: string, rest = {}) => aMember(lab.deps.store, space.id, {}, { email, ...rest });
const preview = (toId: string) => previewRename(lab.deps, admin, { fromId: from, toId });
const rename = (toId: string, people: number) =>
  renameDomain(lab.deps, admin, { fromId: from, toId, people });
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

describe("a renamed domain", () => {
  test("moves people with their user, password and sessions, and notifies them", async () => {
    const to = await newDomain();
    const ann = await person("ann@old.example", { passwordHash: "x" });
    await person("bob@old.example.org");
    await person("eve@very.old.example");
    expect(await preview(to)).toMatchObject({ ok: true, value: { people: 1, staying: [] } });
    expect(await rename(to, 1)).toMatchObject({ ok: true, value: { moved: 1, to: "new.example" } });
    expect(await lab.deps.store.users.byId(ann.userId)).toMatchObject({
      email: "ann@new.example",
      hasPassword: true,
    });
    expect(await lab.deps.store.users.byEmail("bob@old.example.org")).not.toBeNull();
    expect(await lab.deps.store.users.byEmail("eve@very.old.example")).not.toBeNull();
    const { rows } = await lab.deps.store.outbox.page({});
    expect(rows.map(({ recipient }) => recipient)).toEqual(["ann@new.example"]);
    expect((await auditedActions(lab.deps, space.id)).at(-1)).toBe("domain.renamed");
    expect(await rename(to, 0)).toEqual(problem("nobody_to_move"));
  });

  test("leaves people whose new address is taken, and operators; the number shown is binding", async () => {
    const to = await newDomain();
    await person("ann@old.example");
    await person("ann@new.example");
    await person("op@old.example", { isOperator: true });
    await person("cleo@old.example");
    const shown = await preview(to);
    expect(shown).toMatchObject({
      value: {
        people: 1,
        staying: [
          { email: "ann@old.example", because: "address_taken" },
          { email: "op@old.example", because: "operator" },
        ],
      },
    });
    await person("dora@old.example");
    expect(await rename(to, 1)).toEqual(problem("people_changed"));
    expect(await lab.deps.store.users.byEmail("cleo@old.example")).not.toBeNull();
    expect(await rename(to, 2)).toMatchObject({ ok: true });
  });

  test("leaves people above the role of the person who moves them, in any space; an administrator moves them", async () => {
    const to = await newDomain();
    await person("ann@old.example");
    await aMember(lab.deps.store, space.id, { role: "admin" }, { email: "boss@old.example" });
    const two = await person("two@old.example");
    const elsewhere = await aSubscribedSpace(lab, { domain: "elsewhere.example" });
    await lab.deps.store
      .membershipsOf(elsewhere.space.id)
      .insert({ ...two, spaceId: elsewhere.space.id, role: "editor" });
    const permissions = ["manage_auth_integrations"];
    const { userId } = await aMember(lab.deps.store, space.id, { permissions });
    const reader = await contextAs(lab.deps, space, userId);
    const input = { fromId: from, toId: to };
    expect(await previewRename(lab.deps, reader, input)).toMatchObject({
      ok: true,
      value: {
        people: 1,
        staying: [
          { email: "boss@old.example", because: "above_own_role" },
          { email: "two@old.example", because: "above_own_role" },
        ],
      },
    });
    expect(await renameDomain(lab.deps, reader, { ...input, people: 1 })).toMatchObject({
      value: { moved: 1 },
    });
    expect(await lab.deps.store.users.byEmail("boss@old.example")).not.toBeNull();
    expect(await rename(to, 2)).toMatchObject({ ok: true, value: { moved: 2 } });
  });

  test("needs a new domain that is verified and belongs to the same organization", async () => {
    const pending = await newDomain("pending.example", false);
    await person("ann@old.example");
    expect(await rename(pending, 1)).toEqual(problem("domain_not_verified"));
    expect(await rename(from, 1)).toEqual(problem("same_domain"));
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const theirs = await lab.deps.store.organizationsOf(other.space.id).own();
    const [foreign] = await lab.deps.store.domainsOf(theirs?.id ?? "").all();
    expect(await rename(foreign?.id ?? "", 1)).toEqual(problem("domain_not_found"));
    expect(
      await renameDomain(lab.deps, other.admin, { fromId: from, toId: foreign?.id ?? "", people: 1 }),
    ).toEqual(problem("domain_not_found"));
    expect(await domainTargets(lab.deps, admin, from)).toEqual([]);
  });

  test("affects nobody of another space, and shared people only while the old domain is verified", async () => {
    const to = await newDomain();
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const shared = await person("shared@old.example");
    await lab.deps.store.membershipsOf(other.space.id).insert({ ...shared, spaceId: other.space.id });
    await aMember(lab.deps.store, other.space.id, {}, { email: "theirs@old.example" });
    expect(await preview(to)).toMatchObject({ value: { people: 1, staying: [] } });
    const organization = await lab.deps.store.organizationsOf(space.id).own();
    await lab.deps.store
      .domainsOf(organization?.id ?? "")
      .recordCheck(from, "expired", "gone", lab.deps.now());
    expect(await preview(to)).toMatchObject({
      value: { people: 0, staying: [{ email: "shared@old.example", because: "works_elsewhere" }] },
    });
    expect(await lab.deps.store.users.byEmail("theirs@old.example")).not.toBeNull();
  });

  test("reaches the spaces connected to the organization, each with its own audit event and name", async () => {
    const to = await newDomain();
    const organizationId = (await lab.deps.store.organizationsOf(space.id).own())?.id ?? "";
    const [connected, merelyAgreed] = [
      await aSubscribedSpace(lab, { domain: "guest.example" }),
      await aSubscribedSpace(lab, { domain: "agreed.example" }),
    ];
    const link = { organizationId, createdAt: lab.deps.now() };
    await lab.database.db.insert(organizationSpaces).values([
      { ...link, spaceId: connected.space.id, status: "connected" },
      { ...link, spaceId: merelyAgreed.space.id, status: "agreed" },
    ]);
    await person("ann@old.example");
    const both = await person("bea@old.example");
    await lab.deps.store.membershipsOf(connected.space.id).insert({ ...both, spaceId: connected.space.id });
    await aMember(lab.deps.store, connected.space.id, {}, { email: "cid@old.example" });
    await aMember(lab.deps.store, merelyAgreed.space.id, {}, { email: "dot@old.example" });
    expect(await preview(to)).toMatchObject({
      value: {
        people: 3,
        bySpace: [
          { name: space.name, people: 2 },
          { name: connected.space.name, people: 2 },
        ],
      },
    });
    expect(await rename(to, 3)).toMatchObject({ ok: true, value: { moved: 3 } });
    expect(await lab.deps.store.users.byEmail("cid@new.example")).not.toBeNull();
    expect(await lab.deps.store.users.byEmail("dot@old.example")).not.toBeNull();
    const [event] = (await lab.deps.store.auditOf(connected.space.id).after(0, 100)).filter(
      ({ action }) => action === "domain.renamed",
    );
    expect(event?.details).toMatchObject({ people: 2, addresses: ["bea@old.example", "cid@old.example"] });
    expect(event?.details).not.toHaveProperty("everywhere");
    const { rows } = await lab.deps.store.outbox.page({ search: "cid@new.example" });
    expect(rows[0]?.subject).toContain(connected.space.name);
  });

  test("allows the next sign-in the identifier that the provider derives from the new address", async () => {
    await lab.database.reset();
    ({ space, admin } = await aSubscribedSpace(lab, { domain: "acme.example" }));
    from = (await ownDomains())[0]?.id ?? "";
    const connection = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    expect(await browser.signIn(space, connection, typed("ann@acme.example"))).toMatchObject({
      outcome: "signed_in",
    });
    const before = await lab.deps.store.users.byEmail("ann@acme.example");
    const to = await newDomain("new.example");
    expect(await rename(to, 1)).toMatchObject({ ok: true });
    expect(await browser.signIn(space, connection, typed("ann@new.example"))).toMatchObject({
      outcome: "signed_in",
    });
    const after = await lab.deps.store.users.byEmail("ann@new.example");
    expect(after?.id).toBe(before?.id);
  });
});
