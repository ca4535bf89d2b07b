import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anAttempt } from "@/lib/db/testing/an-attempt";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import {
  anActiveConnection,
  aSubscribedSpace,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { listCustomers } from "./list-customers";
import { readOperatorGlance } from "./operator-glance";
import { searchAsOperator } from "./search-as-operator";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

describe("the operators' list of customers", () => {
  test("shows of each space its connections, sign-ins and what needs attention, and nothing of another", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const createdAt = lab.deps.now();
    const expiresAt = new Date(createdAt.getTime() + 600_000);
    await anAttempt(lab.deps.store, space.id, { connectionId, createdAt, expiresAt });
    const empty = await aSpace(lab.deps.store, { slug: "empty", name: "Zero" });
    await aMember(lab.deps.store, space.id, { status: "pending", licence: null });

    const { rows, total } = await listCustomers(lab.deps, { sort: "name", direction: "asc" });
    const of = (id: string) => rows.find((row) => row.space.id === id);
    expect(total).toBe(rows.length);
    expect(of(space.id)).toMatchObject({
      connections: [{ id: connectionId, state: "active" }],
      signIns: { admitted: 1, refused: 0 },
    });
    expect(of(space.id)?.attention).toContainEqual({ kind: "waiting", people: 1 });
    expect(of(space.id)?.signIns.days).toHaveLength(30);
    expect(of(empty.id)).toMatchObject({ connections: [], signIns: { admitted: 0, refused: 0 } });
    expect(of(empty.id)?.attention).not.toContainEqual(expect.objectContaining({ kind: "waiting" }));
  });

  test("is searched and paged", async () => {
    for (const slug of ["ash", "birch", "cedar"]) await aSpace(lab.deps.store, { slug, name: slug });
    const slugs = async (query: object) =>
      (await listCustomers(lab.deps, { sort: "name", direction: "asc", ...query })).rows.map(
        ({ space }) => space.slug,
      );
    expect(await slugs({ search: "bir" })).toEqual(["birch"]);
    expect(await slugs({ pageSize: 2, page: 2 })).toEqual(["cedar"]);
  });

  test("is narrowed by single sign-on and by what a space needs", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    await anActiveConnection(lab, admin, "saml");
    const waiting = await aSpace(lab.deps.store);
    await aMember(lab.deps.store, waiting.id, { status: "pending", licence: null });
    await aMember(lab.deps.store, waiting.id, { role: "admin", licence: "admin", isItAdministrator: true });
    const plain = await aSpace(lab.deps.store, { ssoSubscribed: false });
    const ids = async (query: object) =>
      (await listCustomers(lab.deps, query)).rows.map((row) => row.space.id).toSorted();
    expect(await ids({ sso: "active" })).toEqual([space.id]);
    expect(await ids({ sso: "not_active" })).toEqual([waiting.id]);
    expect(await ids({ sso: "not_in_plan" })).toEqual([plain.id]);
    expect(await ids({ needs: "waiting" })).toEqual([waiting.id]);
    expect(await ids({ needs: "no_it_administrator" })).toEqual([space.id, plain.id].toSorted());
    expect(await ids({ needs: "domain" })).toEqual([]);
    const organization = await lab.deps.store.organizationsOf(space.id).own();
    const [domain] = await lab.deps.store.domainsOf(organization?.id ?? "").all();
    await lab.deps.store
      .domainsOf(organization?.id ?? "")
      .recordCheck(domain?.id ?? "", "failing", "not found", lab.deps.now());
    expect(await ids({ needs: "domain" })).toEqual([space.id]);
  });
});

describe("the operators' list is narrowed by connections", () => {
  const codes = async (spaceId: string, connectionId: string, refusals: readonly (string | null)[]) => {
    for (const [at, refusalCode] of refusals.entries()) {
      const createdAt = new Date(lab.deps.now().getTime() + at * 1_000);
      const expiresAt = new Date(createdAt.getTime() + 600_000);
      await anAttempt(lab.deps.store, spaceId, {
        connectionId,
        createdAt,
        expiresAt,
        status: refusalCode === null ? "admitted" : "refused",
        refusalCode,
      });
    }
  };
  const inNeed = async (needs: "failing" | "certificate") =>
    (await listCustomers(lab.deps, { needs })).rows.map(({ space }) => space.id);

  test.each([
    [
      "three refusals for one fault of the provider",
      ["audience_wrong", "audience_wrong", "audience_wrong"],
      true,
    ],
    ["two of them", ["audience_wrong", "audience_wrong"], false],
    ["three that an administrator decided", ["not_provisioned", "not_provisioned", "not_provisioned"], false],
    ["three for different reasons", ["audience_wrong", "signature_mismatch", "audience_wrong"], false],
    ["three, and one admitted since", ["audience_wrong", "audience_wrong", "audience_wrong", null], false],
    ["one admitted, and three since", [null, "audience_wrong", "audience_wrong", "audience_wrong"], true],
  ])("that fail: %s", async (_name, refusals, failing) => {
    const { space, admin } = await aSubscribedSpace(lab);
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    await codes(space.id, connectionId, refusals);
    const [row] = (await listCustomers(lab.deps, {})).rows;
    expect(row?.connections[0]?.state === "failing", "what the list shows").toBe(failing);
    expect(await inNeed("failing")).toEqual(failing ? [space.id] : []);
    expect((await readOperatorGlance(lab.deps)).failing).toBe(failing ? 1 : 0);
  });

  test("whose last certificate expires within 30 days, or has expired", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const organization = await lab.deps.store.organizationsOf(space.id).own();
    const versions = lab.deps.store.connectionsOf(organization?.id ?? "");
    const [version] = await versions.configurationsOf(connectionId);
    expect(version?.certificatesEnd, "recorded when it was saved").toBeInstanceOf(Date);
    const day = 86_400_000;
    for (const [days, needed] of [
      [31, false],
      [29, true],
      [-5, true],
    ] as const) {
      await versions.recordCertificatesEnd(
        version?.id ?? "",
        new Date(lab.deps.now().getTime() + days * day),
      );
      expect(await inNeed("certificate"), `${days} days`).toEqual(needed ? [space.id] : []);
    }
  });
});

describe("the operators' search", () => {
  test("finds customers, domains and emails by words, and nothing for others", async () => {
    const { space } = await aSubscribedSpace(lab, { space: { name: "Orchid & Sons" } });
    expect((await searchAsOperator(lab.deps, "orchid")).spaces).toMatchObject([{ id: space.id }]);
    expect((await searchAsOperator(lab.deps, "acme.exa")).domains).toMatchObject([
      { name: "acme.example", spaceName: "Orchid & Sons" },
    ]);
    expect(await searchAsOperator(lab.deps, "no such words")).toEqual({
      spaces: [],
      applications: [],
      domains: [],
      messages: [],
    });
  });
});
