import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { initialOptionSettings } from "@/lib/features/connections/create-connection";
import { takeLease } from "@/lib/features/connections/edit-lease";
import { createTeam } from "@/lib/features/people/save-team";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { OptionSettings } from "@/lib/model/connections/connection";
import type { Context } from "@/lib/ports/context";
import { leastTimeOf } from "@/lib/protocols/saml/testing/processor-time";
import { previewMapping } from "./preview-mapping";
import { saveOptionSettings } from "./save-option-settings";
import { readSeen, rememberSeen } from "./seen-attributes";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

const staff = { attribute: "groups", operator: "equals" as const, value: "staff", teams: [] };
const withRules = (over: Partial<OptionSettings>): OptionSettings => ({ ...initialOptionSettings, ...over });
const problem = (code: string) => ({ ok: false, problem: expect.objectContaining({ code }) });

async function drafted() {
  const { space, admin } = await aSubscribedSpace(lab);
  return { space, admin, ...(await aDraft(lab, admin, "saml")) };
}
const tryTyped = (admin: Context, connectionId: string, settings: OptionSettings, typed: string) =>
  previewMapping(lab.deps, admin, { connectionId, settings, runId: null, typed });

describe("a preview of typed attributes", () => {
  test("names role, teams, the rules that match and the one that wins", async () => {
    const { admin, connectionId } = await drafted();
    const team = value(await createTeam(lab.deps, admin, { name: "Sales", defaultRole: null }));
    const settings = withRules({
      rules: [
        { ...staff, role: "reader" },
        { ...staff, operator: "starts_with", value: "st", role: "editor", teams: [team.id] },
        { ...staff, value: "others", role: "admin" },
      ],
    });
    const typed = "email = new@acme.example\ngroups = Staff\ngroups = x";
    expect(value(await tryTyped(admin, connectionId, settings, typed))).toMatchObject({
      email: "new@acme.example",
      isMember: false,
      groups: { name: "groups", values: ["Staff", "x"] },
      matched: [0, 1],
      winner: 1,
      role: "editor",
      roleFrom: "rule",
      teams: ["Sales"],
      outcome: "admit",
      refusal: null,
    });
  });

  test("checks role and teams alone if no address is typed", async () => {
    const { admin, connectionId } = await drafted();
    expect(value(await tryTyped(admin, connectionId, withRules({}), "groups = x"))).toMatchObject({
      onlyRole: true,
      role: "reader",
      roleFrom: "default",
    });
  });

  test("counts a team's default role", async () => {
    const { admin, connectionId } = await drafted();
    const team = value(await createTeam(lab.deps, admin, { name: "Writers", defaultRole: "editor" }));
    const settings = withRules({ rules: [{ ...staff, role: null, teams: [team.id] }] });
    expect(value(await tryTyped(admin, connectionId, settings, "groups = staff"))).toMatchObject({
      role: "editor",
      roleFrom: "rule",
      teams: ["Writers"],
    });
  });

  test("says why somebody would be refused", async () => {
    const { admin, connectionId } = await drafted();
    const deny = withRules({ rules: [{ ...staff, role: "editor" }], missingRole: "deny" });
    expect(value(await tryTyped(admin, connectionId, deny, "groups = guests"))).toMatchObject({
      outcome: "refuse",
      refusal: { received: "guests" },
    });
    const foreign = await tryTyped(admin, connectionId, deny, "email = a@other.example\ngroups = staff");
    expect(value(foreign)).toMatchObject({ outcome: "refuse", refusal: { received: "other.example" } });
  });

  test("never removes the last administrator, and says that the role stays", async () => {
    const { admin, connectionId } = await drafted();
    const settings = withRules({ rules: [{ ...staff, role: "reader" }] });
    const typed = `email = ${admin.user?.email}\ngroups = staff`;
    expect(value(await tryTyped(admin, connectionId, settings, typed))).toMatchObject({
      role: "admin",
      roleFrom: "kept",
      isMember: true,
    });
    await aMember(lab.deps.store, admin.space.id, { role: "admin", licence: "admin" });
    expect(value(await tryTyped(admin, connectionId, settings, typed))).toMatchObject({
      role: "reader",
      roleFrom: "rule",
    });
  });

  test("waits for approval in a partner space and if validation is manual", async () => {
    const partner = await aSubscribedSpace(lab, { space: { kind: "partner" } });
    const { connectionId } = await aDraft(lab, partner.admin, "saml");
    const typed = "email = new@acme.example";
    expect(value(await tryTyped(partner.admin, connectionId, withRules({}), typed))).toMatchObject({
      outcome: "pending",
    });
  });

  test("is refused at the field that cannot be read", async () => {
    const { admin, connectionId } = await drafted();
    expect(await tryTyped(admin, connectionId, withRules({}), "groups: x")).toEqual(
      problem("attributes_unreadable"),
    );
    expect(await tryTyped(admin, connectionId, withRules({}), "\n")).toEqual(problem("no_attributes"));
  });

  test("takes 500 groups of 256 characters against 100 rules in its stride", async () => {
    const { admin, connectionId } = await drafted();
    const typed = Array.from({ length: 500 }, (_, i) => `groups = ${`${i}`.padStart(256, "g")}`).join("\n");
    const rules = Array.from({ length: 100 }, (_, i) => ({
      ...staff,
      operator: "matches" as const,
      value: `${"*g".repeat(140)}*${i}x`,
      role: "reader" as const,
    }));
    const preview = async () => value(await tryTyped(admin, connectionId, withRules({ rules }), typed));
    expect(await leastTimeOf(preview, 3_000)).toBeLessThan(3_000);
  });
});

describe("a preview of a test run", () => {
  test("uses what the provider really sent", async () => {
    const { admin, connectionId } = await drafted();
    const run = await new LabBrowser(lab).test(admin, connectionId, { person: "ben-okafor" });
    const settings = withRules({ rules: [{ ...staff, value: "gatehouse editors", role: "editor" }] });
    const input = { connectionId, settings, runId: run.id, typed: "" };
    expect(value(await previewMapping(lab.deps, admin, input))).toMatchObject({
      email: "ben.okafor@acme.example",
      groups: { values: expect.arrayContaining(["Gatehouse Editors", "Engineering"]) },
      role: "editor",
      winner: 0,
      outcome: "admit",
    });
  });

  test("is refused for somebody else's run or connection", async () => {
    const { admin, connectionId } = await drafted();
    const run = await new LabBrowser(lab).test(admin, connectionId);
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const theirs = await aDraft(lab, other.admin, "saml");
    const input = { settings: withRules({}), runId: run.id, typed: "" };
    expect(await previewMapping(lab.deps, other.admin, { ...input, connectionId })).toEqual(
      problem("connection_not_found"),
    );
    expect(
      await previewMapping(lab.deps, other.admin, { ...input, connectionId: theirs.connectionId }),
    ).toEqual(problem("no_test_attributes"));
  });
});

describe("the attributes that tests and sign-ins have brought", () => {
  test("are visible to their own space alone: all names, and values that rules check", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const active = await anActiveConnection(lab, admin, "saml");
    const connection = await lab.deps.store.connectionLookup.byId(active.connectionId);
    if (!connection) throw new Error("no connection");
    const signedIn = await new LabBrowser(lab).signIn(admin.space, active, { person: "ben-okafor" });
    expect(signedIn.outcome).toBe("signed_in");
    const kept = await lab.deps.store.seenValuesOf(admin.space.id).ofConnection(connection.id, 100);
    expect(kept.filter(({ value: text }) => text !== "").map((one) => one.value)).toEqual([
      "Engineering",
      "Everyone",
      "Gatehouse Editors",
    ]);
    const seen = await readSeen(lab.deps, admin.space.id, connection);
    expect(seen.groups).toContain("Engineering");
    expect(Object.keys(seen)).toContain("email");

    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    expect(await readSeen(lab.deps, other.admin.space.id, connection)).toEqual({});
  });

  test("are written by the next sign-in if the first was rolled back, but not twice", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const { store } = lab.deps;
    const option =
      (await store.optionsOf(admin.space.id).byConnection(connectionId)) ?? expect.fail("no option");
    const brought = { attributes: { site: ["Oslo"] } };
    const names = async () =>
      (await store.seenValuesOf(admin.space.id).ofConnection(connectionId, 100)).map((one) => one.attribute);
    const doomed = store.transaction(async (tx) => {
      await rememberSeen({ ...lab.deps, store: tx }, option, brought);
      throw new Error("the sign-in came to nothing");
    });
    await expect(doomed).rejects.toThrow("came to nothing");
    expect(await names()).not.toContain("site");
    for (let time = 0; time < 3; time += 1) {
      await rememberSeen(lab.deps, option, brought);
      expect((await names()).filter((name) => name === "site")).toHaveLength(1);
    }
  });
});

describe("saving", () => {
  test("is refused for a team of another space, and for a stale page", async () => {
    const { admin, connectionId } = await drafted();
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const team = value(await createTeam(lab.deps, other.admin, { name: "Theirs", defaultRole: null }));
    const { leaseId } = value(await takeLease(lab.deps, admin, { takeOver: false }));
    const save = (settings: OptionSettings, expectedRevision: number) =>
      saveOptionSettings(lab.deps, admin, { connectionId, leaseId, expectedRevision, settings });
    expect(await save(withRules({ defaultTeams: [team.id] }), 1)).toEqual(problem("team_unknown"));
    const first = value(await save(withRules({ ceiling: "editor" }), 1));
    expect(first.settings.ceiling).toBe("editor");
    expect(await save(withRules({}), 1)).toEqual(problem("stale_revision"));
  });
});
