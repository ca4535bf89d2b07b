import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  aConfiguration,
  aConnection,
  aMember,
  anOption,
  aSpace,
  aToken,
  aUser,
  optionSettings,
} from "@/lib/db/testing/rows";
import { applyAllDue } from "@/lib/features/directories/apply-due";
import { decideHeld } from "@/lib/features/directories/decide-held";
import { dryRun } from "@/lib/features/directories/dry-run";
import { moveDirectory } from "@/lib/features/directories/manage-directories";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import { updatePerson } from "@/lib/features/people/update-person";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { aCustomer, type Customer, idOf, openScimLab, resultOf, type ScimLab } from "./testing/scim-lab";

let lab: ScimLab;
beforeAll(async () => {
  lab = await openScimLab();
});
afterAll(() => lab.close());

let made = 0;
let acme: Customer;
let domain: string;
const at = (name: string) => `${name}@${domain}`;

beforeEach(async () => {
  made += 1;
  domain = `acme${made}.example`;
  acme = await aCustomer(lab, { domain });
});

const person = (name: string, rest: object = {}) => ({
  userName: at(name),
  externalId: `ext-${name}`,
  name: { givenName: name, familyName: "Lee" },
  active: true,
  ...rest,
});
const hire = async (name: string, rest: object = {}) =>
  idOf(await acme.send("POST", "/Users", person(name, rest)));
const patch = (...Operations: object[]) => ({ Operations });
const leave = (id: string) =>
  acme.send("PATCH", `/Users/${id}`, patch({ op: "Replace", path: "active", value: "False" }));
const back = (id: string) =>
  acme.send("PATCH", `/Users/${id}`, patch({ op: "replace", value: { active: true } }));

async function memberNamed(name: string) {
  const user = await lab.deps.store.users.byEmail(at(name));
  return user && lab.deps.store.membershipsOf(acme.space.id).member(user.id);
}
const fed = (id: string) => lab.deps.store.directoryPeopleOf(acme.directory).byId(id);
const applyDue = () => applyAllDue(lab.deps);
const mailTo = async (email: string) =>
  (await lab.deps.store.outbox.page({ pageSize: 200, search: email })).rows.map(({ subject }) => subject);

/** An active connection whose rules make people of a group editors, and of another administrators. */
async function withRules(settings: Partial<OptionSettings> = {}, seats = {}) {
  made += 1;
  domain = `acme${made}.example`;
  acme = await aCustomer(lab, {
    domain,
    seats,
    async connectionId(organizationId, space) {
      const { store } = lab.deps;
      const connection = await aConnection(store, organizationId);
      const configuration = await aConfiguration(store, connection);
      await store
        .connectionsOf(organizationId)
        .goLive(connection.id, configuration.id, lab.deps.now(), unmarkedAuthority);
      const rules = [
        { attribute: "groups", operator: "equals", value: "Authors", role: "editor", teams: [] },
        { attribute: "groups", operator: "equals", value: "Chiefs", role: "admin", teams: [] },
      ] as OptionSettings["rules"];
      await anOption(store, space.id, connection.id, {
        status: "active",
        settings: { ...optionSettings, rules, ...settings },
      });
      return connection.id;
    },
  });
}

describe("while a directory observes", () => {
  test("requests are answered and kept, and nobody is brought in", async () => {
    const id = await hire("ann");
    expect((await acme.send("GET", `/Users/${id}`)).body).toMatchObject({
      userName: at("ann"),
      active: true,
    });
    await applyDue();
    expect(await memberNamed("ann")).toBeNull();
    expect(await fed(id)).toMatchObject({ state: "waiting", userId: null });
  });

  test("the dry run says who is known, new, in conflict, and what it takes", async () => {
    const { store } = lab.deps;
    await aMember(store, acme.space.id, { role: "editor", licence: "editor" }, { email: at("known") });
    await aUser(store, { email: at("one") });
    await aUser(store, { email: at("two") });
    await hire("known");
    await hire("new");
    await hire("left", { active: false });
    await acme.send("POST", "/Users", { userName: "eve@other.example" });
    await acme.send("POST", "/Users", { userName: "no address" });
    await acme.send("POST", "/Users", { userName: at("one"), emails: [{ value: at("two") }] });
    const run = resultOf(await dryRun(lab.deps, acme.ctx, acme.directory.id));
    expect(run).toMatchObject({ people: 6, matched: 1, new: 2, conflicting: 2, ambiguous: 1, leaving: 0 });
    expect(run.licences.reader).toEqual({ needed: 1, free: null });
    const rows = run.rows.map(({ outcome, matchedBy, reason, standing }) => ({
      outcome,
      matchedBy,
      reason,
      standing,
    }));
    expect(rows).toEqual([
      { outcome: "matched", matchedBy: "userName", reason: null, standing: "change" },
      { outcome: "new", matchedBy: null, reason: null, standing: "join" },
      { outcome: "new", matchedBy: null, reason: null, standing: "nothing" },
      { outcome: "conflicting", matchedBy: null, reason: "domain_not_verified", standing: null },
      { outcome: "conflicting", matchedBy: null, reason: "no_address", standing: null },
      { outcome: "ambiguous", matchedBy: null, reason: "ambiguous", standing: null },
    ]);
    // Users who are not in the space are not named.
    expect(run.rows.at(-1)?.users).toEqual([]);
    expect(await memberNamed("new")).toBeNull();
  });

  test("activation brings everybody in, once", async () => {
    const id = await hire("ann");
    await acme.activate();
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ status: "active", role: "reader", origin: "directory" });
    expect(await fed(id)).toMatchObject({ state: "applied", reason: null, isDue: false });
    expect((await memberNamed("ann"))?.user).toMatchObject({ firstName: "ann", lastName: "Lee" });
    expect(await applyDue()).toBe(0);
    const again = await moveDirectory(lab.deps, acme.ctx, acme.directory.id, "activate");
    expect(again).toMatchObject({ ok: false, problem: { code: "directory_state", received: "active" } });
  });
});

describe("an active directory", () => {
  beforeEach(() => acme.activate());

  test("brings somebody in at once", async () => {
    await hire("ann");
    expect(await memberNamed("ann")).toMatchObject({ status: "active", licence: "reader" });
    expect(await auditedActions(lab.deps, acme.space.id)).toContain("person.provisioned");
  });

  test("is the same person as the one that is known by address", async () => {
    const before = await aMember(
      lab.deps.store,
      acme.space.id,
      { role: "editor", licence: "editor" },
      { email: at("ann") },
    );
    await hire("ann");
    expect(await memberNamed("ann")).toMatchObject({
      userId: before.userId,
      role: "editor",
      origin: "manual",
    });
  });

  test.each([
    ["active: False", (id: string) => leave(id)],
    ["PUT", (id: string) => acme.send("PUT", `/Users/${id}`, person("ann", { active: false }))],
    ["DELETE", (id: string) => acme.send("DELETE", `/Users/${id}`)],
  ])("ends access by %s before it answers, and deletes nothing", async (_how, end) => {
    const id = await hire("ann");
    const member = await memberNamed("ann");
    const { sessionId } = await contextAs(lab.deps, acme.space, member?.userId ?? "");
    const { id: tokenId } = await aToken(lab.deps.store, acme.space.id, { userId: member?.userId ?? "" });
    const isLive = async () => (await lab.deps.store.sessions.byId(sessionId ?? ""))?.endedAt === null;
    expect(await isLive()).toBe(true);
    expect((await end(id)).status).toBeLessThan(300);
    expect(await memberNamed("ann")).toMatchObject({ status: "deactivated", licence: null, role: "reader" });
    expect(await isLive()).toBe(false);
    expect(await lab.deps.store.tokensOf(acme.space.id).byId(tokenId)).toMatchObject({
      endedReason: "owner_deactivated",
    });
    expect((await memberNamed("ann"))?.user.id).toBe(member?.userId);
  });

  test("lets somebody come back who had left, with a licence", async () => {
    const id = await hire("ann");
    await leave(id);
    await back(id);
    expect(await memberNamed("ann")).toMatchObject({ status: "active", licence: "reader" });
  });

  test("knows somebody again who was deleted and created anew", async () => {
    const id = await hire("ann");
    const before = await memberNamed("ann");
    await acme.send("DELETE", `/Users/${id}`);
    const again = await hire("ann");
    expect(again).not.toBe(id);
    expect(await memberNamed("ann")).toMatchObject({ userId: before?.userId, status: "active" });
  });

  test("leaves somebody deactivated whom an administrator has deactivated", async () => {
    const id = await hire("ann");
    const member = await memberNamed("ann");
    resultOf(await updatePerson(lab.deps, acme.ctx, member?.userId ?? "", { status: "deactivated" }));
    await acme.send("PATCH", `/Users/${id}`, patch({ op: "replace", path: "title", value: "Lead" }));
    expect(await memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await fed(id)).toMatchObject({ state: "kept", reason: "deactivated_by_hand" });
  });

  test("never takes an IT administrator's access away, and says so", async () => {
    const id = await hire("root");
    await leave(id);
    expect(await memberNamed("root")).toMatchObject({ status: "active", isItAdministrator: true });
    expect(await fed(id)).toMatchObject({ state: "kept", reason: "it_administrator", active: false });
    expect(await mailTo(at("root"))).toContain(`${at("root")} still has access to ${acme.space.name}`);
  });

  test("never takes the last administrator's access away, but another one's", async () => {
    const { store } = lab.deps;
    await store.membershipsOf(acme.space.id).update(acme.ctx.user?.id ?? "", { isItAdministrator: false });
    const admin = { role: "admin", licence: "admin" } as const;
    await aMember(store, acme.space.id, admin, { email: at("second") });
    const second = await hire("second");
    const root = await hire("root");
    await leave(second);
    expect(await memberNamed("second")).toMatchObject({ status: "deactivated" });
    lab.clock.forward(3_600);
    await leave(root);
    expect(await memberNamed("root")).toMatchObject({ status: "active" });
    expect(await fed(root)).toMatchObject({ state: "kept", reason: "last_administrator" });
  });

  test("never takes over somebody from outside the verified domains", async () => {
    const outsider = await aMember(lab.deps.store, acme.space.id, {}, { email: `eve@other${made}.example` });
    const answered = await acme.send("POST", "/Users", {
      userName: `eve@other${made}.example`,
      name: { givenName: "X" },
    });
    expect(answered.status).toBe(201);
    expect(await fed(idOf(answered))).toMatchObject({
      state: "conflict",
      reason: "domain_not_verified",
      userId: null,
    });
    await leave(idOf(answered));
    const member = await lab.deps.store.membershipsOf(acme.space.id).member(outsider.userId);
    expect(member).toMatchObject({ status: "active", user: { firstName: "Ann" } });
  });

  test("guesses nobody if the marks lead to two people", async () => {
    const { store } = lab.deps;
    await aMember(store, acme.space.id, {}, { email: at("one") });
    await aMember(store, acme.space.id, {}, { email: at("two") });
    const both = await acme.send("POST", "/Users", { userName: at("one"), emails: [{ value: at("two") }] });
    expect(await fed(idOf(both))).toMatchObject({ state: "conflict", reason: "ambiguous" });
    const twice = await acme.send("POST", "/Users", { userName: "nick", emails: [{ value: at("one") }] });
    expect(await fed(idOf(twice))).toMatchObject({ state: "applied" });
    const thrice = await acme.send("POST", "/Users", { userName: "nack", emails: [{ value: at("one") }] });
    expect(await fed(idOf(thrice))).toMatchObject({ state: "conflict", reason: "person_taken" });
  });

  test("lets name and address follow, and a taken address not", async () => {
    const id = await hire("ann");
    const { userId } = (await memberNamed("ann")) ?? {};
    await hire("bo");
    const change = patch(
      { op: "replace", path: "userName", value: at("ann.b") },
      { op: "replace", path: "name.givenName", value: "Anna" },
    );
    await acme.send("PATCH", `/Users/${id}`, change);
    expect(await memberNamed("ann.b")).toMatchObject({ userId, user: { firstName: "Anna" } });
    expect(await mailTo(at("ann.b"))).toContain(`Your address is now ${at("ann.b")}`);
    const taken = patch({ op: "add", path: "emails", value: [{ value: at("bo"), primary: true }] });
    await acme.send("PATCH", `/Users/${id}`, taken);
    expect(await fed(id)).toMatchObject({ state: "refused", reason: "address_taken" });
    expect(await memberNamed("ann.b")).toMatchObject({ userId });
  });

  test("can be paused and resumed: what came meanwhile is applied then", async () => {
    const id = await hire("ann");
    const move = (event: "pause" | "resume") => moveDirectory(lab.deps, acme.ctx, acme.directory.id, event);
    resultOf(await move("pause"));
    await leave(id);
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ status: "active" });
    expect((await acme.send("GET", `/Users/${id}`)).body).toMatchObject({ active: false });
    resultOf(await move("resume"));
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ status: "deactivated" });
  });

  test("leaves people their access when it is removed, and ends its tokens", async () => {
    await hire("ann");
    resultOf(await removeDirectory(lab.deps, acme.ctx, acme.directory.id));
    expect(await memberNamed("ann")).toMatchObject({ status: "active" });
    expect((await acme.send("GET", "/Users")).status).toBe(401);
    expect(await auditedActions(lab.deps, acme.space.id)).toContain("directory.removed");
  });
});

describe("the brake", () => {
  const staff = Array.from({ length: 30 }, (_, index) => `p${index}`);

  async function hireAll() {
    await acme.activate();
    const ids: string[] = [];
    for (const name of staff) ids.push(await hire(name));
    return ids;
  }
  const statuses = async () => {
    const { rows } = await lab.deps.store
      .membershipsOf(acme.space.id)
      .page({ pageSize: 200, status: "deactivated" });
    return rows.length;
  };

  test("holds more than a tenth within ten minutes, and asks administrators", async () => {
    const ids = await hireAll();
    for (const id of ids.slice(0, 5)) expect((await leave(id)).status).toBe(200);
    expect(await statuses()).toBe(3);
    expect(await fed(ids[3] ?? "")).toMatchObject({ state: "held", reason: "brake", active: false });
    expect(await mailTo(at("root"))).toContain(`Many people would lose access to ${acme.space.name}`);
    // Ten minutes later the count begins anew; who is held stays so until somebody decides.
    lab.clock.forward(601);
    await leave(ids[6] ?? "");
    expect(await statuses()).toBe(4);
    expect(await fed(ids[3] ?? "")).toMatchObject({ state: "held" });
  });

  test("lets one person of a small company leave", async () => {
    await acme.activate();
    const [ann, bo] = [await hire("ann"), await hire("bo")];
    await leave(ann);
    expect(await memberNamed("ann")).toMatchObject({ status: "deactivated" });
    await leave(bo);
    expect(await fed(bo)).toMatchObject({ state: "held" });
  });

  test("is released by an administrator who confirms, or rejects", async () => {
    const ids = await hireAll();
    for (const id of ids.slice(0, 7)) await leave(id);
    const [first] = (await lab.deps.store.directoryPeopleOf(acme.directory).inState(["held"], 10)).map(
      ({ id }) => id,
    );
    const decide = (decision: "confirm" | "reject", people: string[] | null) =>
      decideHeld(lab.deps, acme.ctx, acme.directory.id, { decision, people });
    expect(resultOf(await decide("confirm", [first ?? ""]))).toEqual({ people: 1 });
    expect(await statuses()).toBe(4);
    expect(resultOf(await decide("reject", null))).toEqual({ people: 3 });
    expect(await statuses()).toBe(4);
    expect(await lab.deps.store.directoryPeopleOf(acme.directory).inState(["held"], 10)).toEqual([]);
  });
});

describe("groups", () => {
  test("feed the rules of the connection, with its ceiling", async () => {
    await withRules({ ceiling: "editor" });
    await acme.activate();
    const ann = await hire("ann");
    const group = async (displayName: string, members: string[]) =>
      idOf(await acme.send("POST", "/Groups", { displayName, members: members.map((value) => ({ value })) }));
    const authors = await group("Authors", [ann]);
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ role: "editor", roleSource: "mapping" });
    await group("Chiefs", [ann]);
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ role: "editor" });
    await acme.send("DELETE", `/Groups/${authors}`);
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ role: "editor" });
    const { body } = await acme.send(
      "GET",
      `/Groups?filter=${encodeURIComponent('displayName eq "chiefs"')}`,
    );
    const [chiefs] = (body?.Resources ?? []) as { id: string }[];
    await acme.send(
      "PATCH",
      `/Groups/${chiefs?.id}`,
      patch({ op: "remove", path: `members[value eq "${ann}"]` }),
    );
    await applyDue();
    expect(await memberNamed("ann")).toMatchObject({ role: "reader" });
    expect(await auditedActions(lab.deps, acme.space.id)).toContain("membership.role_changed");
  });

  test("do not lower anybody while the feed has none", async () => {
    await withRules();
    await aMember(
      lab.deps.store,
      acme.space.id,
      { role: "editor", licence: "editor", origin: "sso", roleSource: "mapping" },
      { email: at("ann") },
    );
    await acme.activate();
    await hire("ann");
    expect(await memberNamed("ann")).toMatchObject({ role: "editor" });
  });

  test("lose nothing when 50 requests change one at once", async () => {
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => hire(`q${index}`)));
    const id = idOf(await acme.send("POST", "/Groups", { displayName: "All" }));
    const add = (value: string) =>
      acme.send("PATCH", `/Groups/${id}`, patch({ op: "Add", path: "members", value: [{ value }] }));
    const answers = await Promise.all(people.map(add));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(204));
    const members = (await acme.send("GET", `/Groups/${id}`)).body?.members as { value: string }[];
    expect(members.map(({ value }) => value).sort()).toEqual([...people].sort());
  });
});

describe("licences and approval", () => {
  test("nobody comes in without a licence; administrators are told; the next change tries again", async () => {
    await withRules({}, { reader: 1 });
    await acme.activate();
    const [ann, bo] = [await hire("ann"), await hire("bo")];
    expect(await memberNamed("ann")).toMatchObject({ licence: "reader" });
    expect(await memberNamed("bo")).toBeNull();
    expect(await fed(bo)).toMatchObject({ state: "refused", reason: "no_licence" });
    expect(await mailTo(at("root"))).toContain(`No licence left in ${acme.space.name}`);
    await leave(ann);
    await acme.send("PATCH", `/Users/${bo}`, patch({ op: "replace", path: "title", value: "x" }));
    expect(await memberNamed("bo")).toMatchObject({ licence: "reader" });
    await back(ann);
    expect(await memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await fed(ann)).toMatchObject({ state: "refused", reason: "no_licence" });
  });

  test("provisioning and validation are those of single sign-on", async () => {
    await withRules({ provisioning: false });
    await acme.activate();
    expect(await fed(await hire("ann"))).toMatchObject({ state: "refused", reason: "not_provisioned" });
    await withRules({ validation: "manual" });
    await acme.activate();
    await hire("ann");
    expect(await memberNamed("ann")).toMatchObject({ status: "pending", licence: null });
  });
});

test("another customer's user by the same name is nobody of ours", async () => {
  await acme.activate();
  const theirs = await aSpace(lab.deps.store);
  const victim = await aMember(
    lab.deps.store,
    theirs.id,
    { role: "admin", licence: "admin" },
    { email: "victim@theirs.example" },
  );
  const answered = await acme.send("POST", "/Users", { userName: "victim@theirs.example", active: false });
  expect(await fed(idOf(answered))).toMatchObject({ state: "conflict", userId: null });
  expect(await lab.deps.store.membershipsOf(theirs.id).byUser(victim.userId)).toMatchObject({
    status: "active",
  });
});
