import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activateOption } from "@/lib/features/connections/activate-option";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { switchOption } from "@/lib/features/connections/switch-option";
import { liveSession } from "@/lib/features/sessions/live-session";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

describe.each(["saml", "oidc"] as const)("the whole life of a connection by %s", (protocol) => {
  test("a test run shows the received values, creates no user and no session, and allows the activation", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { connectionId } = await aDraft(lab, admin, protocol);
    const before = await activateOption(lab.deps, admin, {
      connectionId,
      configurationId: null,
      sessions: "keep",
    });
    expect(before.ok ? null : before.problem.code).toBe("not_tested");

    const run = await new LabBrowser(lab).test(admin, connectionId);
    expect(run.report?.refusal).toBeNull();
    expect(run).toMatchObject({
      status: "passed",
      report: {
        email: "ada.moreno@acme.example",
        outlook: { outcome: "admit", role: "reader", isNew: true },
      },
    });
    expect(await lab.deps.store.users.byEmail("ada.moreno@acme.example")).toBeNull();

    const activated = value(
      await activateOption(lab.deps, admin, { connectionId, configurationId: null, sessions: "keep" }),
    );
    expect(activated).toMatchObject({ firstTime: true, version: 1 });
    expect(await liveSession(lab.deps, admin.sessionId ?? "")).toBeNull();
  });

  test("a new person becomes a Reader with a licence and lands on the requested page", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, protocol);
    const browser = new LabBrowser(lab);
    const finished = await browser.signIn(space, connection, {}, `/${space.slug}/account`);
    expect(finished).toMatchObject({ outcome: "signed_in", to: `/${space.slug}/account` });

    const user = await lab.deps.store.users.byEmail("ada.moreno@acme.example");
    const membership = await lab.deps.store.membershipsOf(space.id).byUser(user?.id ?? "");
    expect(user).toMatchObject({ firstName: "Ada", lastName: "Moreno", hasPassword: false });
    expect(membership).toMatchObject({ role: "reader", licence: "reader", status: "active", origin: "sso" });
    const session = finished.outcome === "signed_in" ? await liveSession(lab.deps, finished.sessionId) : null;
    expect(session?.session.spaces.map(({ spaceId, way }) => ({ spaceId, way }))).toEqual([
      { spaceId: space.id, way: "connection" },
    ]);

    const again = await browser.signIn(space, connection);
    expect(again).toMatchObject({ outcome: "signed_in", to: `/${space.slug}` });
    expect(await auditedActions(lab.deps, space.id)).toContain("person.provisioned");
  });

  test("disabling refuses new sign-ins, even of somebody who is at the provider, and ends nothing", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, protocol);
    const browser = new LabBrowser(lab);
    const first = await browser.signIn(space, connection);
    const away = await browser.begin(space, connection.reference);
    value(await switchOption(lab.deps, admin, { connectionId: connection.connectionId, event: "disable" }));
    const refused = await browser.finish(await browser.answer(connection.connectionId, away));
    expect(refused).toMatchObject({ outcome: "refused", code: "option_inactive" });
    await expect(browser.begin(space, connection.reference)).rejects.toThrow("option_inactive");
    if (first.outcome !== "signed_in") throw new Error("not signed in");
    expect(await liveSession(lab.deps, first.sessionId)).not.toBeNull();

    value(await switchOption(lab.deps, admin, { connectionId: connection.connectionId, event: "enable" }));
    expect(await browser.signIn(space, connection)).toMatchObject({ outcome: "signed_in" });
  });

  test("removing deletes the sign-in option, notifies people without a password, and leaves the audit log", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, protocol);
    const browser = new LabBrowser(lab);
    await browser.signIn(space, connection);
    const again = await contextAs(lab.deps, space, admin.user?.id ?? "");
    const away = await browser.begin(space, connection.reference);
    const removed = value(
      await removeConnection(lab.deps, again, { connectionId: connection.connectionId, sessions: "keep" }),
    );
    // The administrator has no password either, but never signed in through the connection.
    expect(removed).toMatchObject({ wasInUse: true, notifiedAboutPassword: 1 });
    expect(await browser.finish(await browser.answer(connection.connectionId, away))).toMatchObject({
      outcome: "refused",
      code: "connection_inactive",
    });
    await expect(browser.begin(space, connection.reference)).rejects.toThrow("not_found");
    expect(await auditedActions(lab.deps, space.id)).toEqual(
      expect.arrayContaining([
        "connection.created",
        "configuration.saved",
        "test_run.passed",
        "connection.activated",
        "connection.removed",
      ]),
    );
    expect(await liveSession(lab.deps, again.sessionId ?? "")).toBeNull();
  });

  test("without a free Reader licence a sign-in is refused with the reason, and the administrators are notified once", async () => {
    const { space, admin } = await aSubscribedSpace(lab, { space: { seats: { reader: 0 } } });
    const connection = await anActiveConnection(lab, admin, protocol);
    for (let i = 0; i < 2; i++)
      expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject({
        outcome: "refused",
        code: "no_licence",
      });
    expect(await lab.deps.store.users.byEmail("ada.moreno@acme.example")).toBeNull();
    const notices = (await lab.deps.store.outbox.page({})).rows.filter(({ subject }) =>
      subject.startsWith("No licence"),
    );
    expect(notices).toHaveLength(1);
  });

  test("an answer in another browser, and the same ticket twice, admit nobody", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, protocol);
    const attacker = new LabBrowser(lab);
    const victim = new LabBrowser(lab);
    const theirs = await attacker.answer(
      connection.connectionId,
      await attacker.begin(space, connection.reference),
    );
    expect(await victim.finish(theirs)).toMatchObject({ outcome: "refused", code: "attempt_other_browser" });
    expect(await attacker.finish(theirs)).toMatchObject({ code: "attempt_other_browser" });
    expect(await lab.deps.store.users.byEmail("ada.moreno@acme.example")).toBeNull();
  });

  test("an attempt expires after ten minutes", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, protocol);
    const browser = new LabBrowser(lab);
    const away = await browser.begin(space, connection.reference);
    lab.clock.forward(601);
    expect(await browser.answer(connection.connectionId, away)).toMatchObject({
      outcome: "refused",
      code: "attempt_expired",
    });
    lab.clock.forward(-601);
  });

  test("an address outside the verified domains is refused unless an administrator has added the person", async () => {
    const { space, admin } = await aSubscribedSpace(lab, { domain: "orchard.example" });
    const draft = await aDraft(lab, admin, protocol);
    const run = await new LabBrowser(lab).test(admin, draft.connectionId);
    expect(run).toMatchObject({
      status: "passed",
      report: { outlook: { outcome: "refuse", reason: "domain_not_verified" } },
    });
    value(
      await activateOption(lab.deps, admin, {
        connectionId: draft.connectionId,
        configurationId: null,
        sessions: "keep",
      }),
    );
    expect(await new LabBrowser(lab).signIn(space, draft)).toMatchObject({
      outcome: "refused",
      code: "domain_not_verified",
    });
  });
});
