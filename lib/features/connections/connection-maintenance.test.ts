import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditedActions } from "@/lib/features/testing/context-as";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { anActiveSamlConnection } from "@/lib/features/testing/sso-scenes";
import { keyPairs } from "@/lib/infra/crypto/key-pairs";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { certificateBody } from "@/lib/protocols/saml/certificates/certificates";
import { certificatesOf, lastEnd } from "@/lib/protocols/saml/certificates/stored-certificates";
import { serviceProviderMetadata } from "@/lib/protocols/saml/metadata/service-provider-metadata";
import { writeIdpMetadata } from "@/lib/protocols/saml/metadata/write-idp-metadata";
import { withCertificate } from "@/lib/protocols/saml/testing/signing-key";
import { applyMetadataChange, openMetadataRefresh } from "./apply-metadata-change";
import { connectionAlerts } from "./connection-alerts";
import { refreshMetadata } from "./refresh-metadata";
import {
  removeRetiredKey,
  rotateServiceProviderKey,
  serviceProviderKeys,
} from "./rotate-service-provider-key";
import { sendCertificateNotices } from "./send-certificate-notices";
import { switchOption } from "./switch-option";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connectionId: string;
let connection: { connectionId: string; reference: string };
let server: Server;
let url: string;
/** What the metadata address answers. */
let answer: { status: number; body: string };

beforeAll(async () => {
  lab = await openSsoLab();
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { "content-type": "application/xml" }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${host}/metadata`;
  lab.deps.outbound = createOutbound({ allow: [lab.saml.host, lab.oidc.host, host] });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await lab.close();
});
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = await anActiveConnection(lab, admin, "saml");
  ({ connectionId } = connection);
});

const subjects = async () =>
  (await lab.deps.store.outbox.page({ pageSize: 50 })).rows.map(({ subject }) => subject).toReversed();
const connections = async () => {
  const organization = await lab.deps.store.organizationsOf(space.id).own();
  return lab.deps.store.connectionsOf(organization?.id ?? "");
};
async function live() {
  const found = await (await connections()).byId(connectionId);
  const version = await (await connections()).configuration(found?.liveConfigurationId ?? "");
  if (version?.settings.protocol !== "saml") throw new Error("not live");
  return { version, settings: version.settings };
}

describe("notices before a certificate expires", () => {
  const daysTo = async (days: number) => {
    const end = lastEnd(certificatesOf((await live()).settings.certificates));
    return ((end?.getTime() ?? 0) - lab.clock.now().getTime()) / 1000 - days * 86_400;
  };

  test("go out at 30, 7, 1 and 0 days, each once, to the managers of the connection", async () => {
    await lab.deps.store.outbox.page({});
    const start = lab.clock.now().getTime();
    const round = () => sendCertificateNotices(lab.deps);
    lab.clock.forward(await daysTo(31));
    expect(await round()).toEqual({ notified: 0 });
    expect(await connectionAlerts(lab.deps, admin)).toEqual([]);
    for (const days of [30, 7, 1, 0]) {
      lab.clock.forward(await daysTo(days));
      expect(await round()).toEqual({ notified: 1 });
      expect(await round()).toEqual({ notified: 0 });
    }
    expect(await subjects()).toEqual([
      "Orchard: the certificate of Simulator saml expires within 30 days",
      "Orchard: the certificate of Simulator saml expires within 7 days",
      "Orchard: the certificate of Simulator saml expires within a day",
      "Orchard: the certificate of Simulator saml has expired",
    ]);
    expect(await connectionAlerts(lab.deps, admin)).toMatchObject([
      { id: connectionId, title: "The certificate of Simulator saml has expired" },
    ]);
    lab.clock.forward((start - lab.clock.now().getTime()) / 1000);
  });

  test("do not go out for a connection that is not active", async () => {
    const start = lab.clock.now().getTime();
    value(await switchOption(lab.deps, admin, { connectionId, event: "disable" }));
    lab.clock.forward(await daysTo(3));
    expect(await sendCertificateNotices(lab.deps)).toEqual({ notified: 0 });
    lab.clock.forward((start - lab.clock.now().getTime()) / 1000);
  });
});

describe("when a certificate expires", () => {
  const shortLived = async (refuseEndedCertificates: boolean) => {
    const { first } = lab.saml.keys;
    const notAfter = new Date(lab.clock.now().getTime() + 60_000);
    return anActiveSamlConnection(lab, admin, {
      metadataUrl: "",
      certificates: [withCertificate(first, { notAfter }).certificatePem],
      refuseEndedCertificates,
    });
  };
  const signIn = (one: { connectionId: string; reference: string }) => new LabBrowser(lab).signIn(space, one);

  test.each([
    ["sign-ins go on", false, { outcome: "signed_in" }],
    ["they are refused where the connection says so", true, { code: "signing_certificate_ended" }],
  ])("%s", async (_, refuseEnded, afterwards) => {
    const one = await shortLived(refuseEnded);
    expect(await signIn(one)).toMatchObject({ outcome: "signed_in" });
    lab.clock.forward(90);
    expect(await signIn(one)).toMatchObject(afterwards);
    lab.clock.forward(-90);
  });
});

describe("the daily check of a metadata address", () => {
  type WithLoginUrl = SamlConfiguration & { loginUrl: string };
  const document = (change: Partial<WithLoginUrl> = {}) => ({
    status: 200,
    body: writeIdpMetadata({ ...settings, ...change }),
  });
  let settings: WithLoginUrl;
  let fresh: string;
  beforeAll(async () => {
    fresh = (await keyPairs.make("next", new Date())).certificate;
  });

  /** Points the live version at our own server, as if it had been set up from there. */
  beforeEach(async () => {
    const { version } = await live();
    settings = { ...(version.settings as WithLoginUrl), metadataUrl: url };
    answer = document();
    const id = lab.deps.secrets.id("conf");
    const all = await connections();
    await all.insertConfiguration({
      ...version,
      id,
      settings,
      clientSecretSealed: null,
      testedAt: lab.clock.now(),
    });
    await all.goLive(connectionId, id, lab.clock.now(), unmarkedAuthority);
  });

  test("sends nothing while nothing changes", async () => {
    expect(await refreshMetadata(lab.deps)).toMatchObject({ same: 1 });
    expect(await openMetadataRefresh(lab.deps, admin, connectionId)).toBeNull();
    expect(await subjects()).toEqual([]);
  });

  test("offers a new certificate, once by email, and applies it only on request, as a draft to be tested", async () => {
    answer = document({ certificates: [...settings.certificates, fresh] });
    expect(await refreshMetadata(lab.deps)).toMatchObject({ changed: 1 });
    await refreshMetadata(lab.deps);
    expect(await subjects()).toEqual(["Orchard: the metadata of Simulator saml has changed"]);
    expect((await live()).settings.certificates).toHaveLength(settings.certificates.length);
    expect(await connectionAlerts(lab.deps, admin)).toMatchObject([{ id: connectionId }]);

    const look = await openMetadataRefresh(lab.deps, admin, connectionId);
    expect(look?.findings).toMatchObject({
      changed: ["certificates"],
      newFingerprints: [expect.any(String)],
    });
    const saved = value(
      await applyMetadataChange(lab.deps, admin, { connectionId, entityId: settings.entityId }),
    );
    expect(saved.configuration.testedAt).toBeNull();
    expect(saved.configuration.settings).toMatchObject({
      certificates: [...settings.certificates, fresh],
      entityId: settings.entityId,
    });
    expect((await live()).settings.certificates).toHaveLength(settings.certificates.length);
    lab.clock.forward(1);
    expect(await openMetadataRefresh(lab.deps, admin, connectionId)).toBeNull();
  });

  test("finds the provider that was chosen among several, and says which there are once it is gone", async () => {
    const other = writeIdpMetadata({ ...settings, entityId: "https://other.example/idp" });
    const list = (...all: string[]) =>
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${all.join("")}</EntitiesDescriptor>`;
    answer = { status: 200, body: list(other, document().body) };
    expect(await refreshMetadata(lab.deps)).toMatchObject({ same: 1 });
    answer = { status: 200, body: list(other, document({ certificates: [fresh] }).body) };
    expect(await refreshMetadata(lab.deps)).toMatchObject({ changed: 1 });
    const saved = value(
      await applyMetadataChange(lab.deps, admin, { connectionId, entityId: settings.entityId }),
    );
    expect(saved.configuration.settings).toMatchObject({
      entityId: settings.entityId,
      certificates: [fresh],
      metadataUrl: url,
    });
    answer = { status: 200, body: list(other, other.replace("other", "third")) };
    expect(await refreshMetadata(lab.deps)).toMatchObject({ failed: 1 });
  });

  test("never accepts a new entity ID silently, and refuses one that was not shown", async () => {
    const entityId = "https://other.example/idp";
    answer = document({ entityId });
    expect(await refreshMetadata(lab.deps)).toMatchObject({ other_entity_id: 1 });
    expect(await subjects()).toEqual(["Orchard: the metadata of Simulator saml names another provider"]);
    expect((await live()).settings.entityId).toBe(settings.entityId);
    const refused = await applyMetadataChange(lab.deps, admin, { connectionId, entityId: settings.entityId });
    expect(refused.ok ? null : refused.problem.code).toBe("look_changed");
    expect((await applyMetadataChange(lab.deps, admin, { connectionId, entityId })).ok).toBe(true);
  });

  test.each([
    ["nothing", { status: 404, body: "" }],
    ["garbage", { status: 200, body: "<html>Welcome</html>" }],
    ["a bomb", { status: 200, body: `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>` }],
  ])("keeps the last good version if %s arrives, and notifies once", async (_what, bad) => {
    answer = bad;
    expect(await refreshMetadata(lab.deps)).toMatchObject({ failed: 1 });
    await refreshMetadata(lab.deps);
    expect(await subjects()).toEqual(["Orchard: the metadata of Simulator saml cannot be read"]);
    expect(await openMetadataRefresh(lab.deps, admin, connectionId)).toMatchObject({ outcome: "failed" });
    expect((await new LabBrowser(lab).signIn(space, connection)).outcome).toBe("signed_in");
    answer = document();
    expect(await refreshMetadata(lab.deps)).toMatchObject({ same: 1 });
    expect(await openMetadataRefresh(lab.deps, admin, connectionId)).toBeNull();
  });

  test("another space sees and applies nothing", async () => {
    answer = document({ certificates: [fresh] });
    await refreshMetadata(lab.deps);
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    expect(await openMetadataRefresh(lab.deps, other.admin, connectionId)).toBeNull();
    const taken = await applyMetadataChange(lab.deps, other.admin, {
      connectionId,
      entityId: settings.entityId,
    });
    expect(taken.ok ? null : taken.problem.code).toBe("connection_not_found");
  });
});

describe("our own keys", () => {
  const keys = () => serviceProviderKeys(lab.deps, admin, connectionId);

  test("are rotated with an overlap: the new one signs, metadata shows both, the old one is removed by hand", async () => {
    const [first] = await keys();
    const made = value(await rotateServiceProviderKey(lab.deps, admin, connectionId));
    const [current, old] = await keys();
    expect([current?.id, current?.retiredAt]).toEqual([made.keyId, null]);
    expect([old?.id, old?.retiredAt === null]).toEqual([first?.id, false]);
    const metadata = await serviceProviderMetadata(lab.deps, { connectionId, signed: true });
    const shown = new Set(
      [...(metadata ?? "").matchAll(/X509Certificate>([^<]+)</g)].map(([, text]) => text?.replace(/\s/g, "")),
    );
    expect(shown.size).toBe(2);
    expect(metadata).toContain("<ds:SignatureValue>");
    const plain = await serviceProviderMetadata(lab.deps, { connectionId, signed: false });
    expect(plain).not.toContain("<ds:SignatureValue>");
    // Both keys for both uses, the one that stays first.
    for (const use of ["signing", "encryption"])
      expect(
        [...(plain ?? "").matchAll(new RegExp(`use="${use}">[^]*?X509Certificate>([^<]+)<`, "g"))].map(
          ([, text]) => text,
        ),
      ).toEqual([current, old].map((key) => certificateBody(key?.certificate ?? "")));
    expect((await new LabBrowser(lab).signIn(space, connection)).outcome).toBe("signed_in");
    const encrypted = await new LabBrowser(lab).signIn(space, connection, {
      fault: "encrypted-aes256-gcm" as never,
    });
    expect(encrypted.outcome).toBe("signed_in");

    const again = await rotateServiceProviderKey(lab.deps, admin, connectionId);
    expect(again.ok ? null : again.problem.code).toBe("rotation_open");
    const input = (keyId: string) => removeRetiredKey(lab.deps, admin, { connectionId, keyId });
    const inUse = await input(made.keyId);
    expect(inUse.ok ? null : inUse.problem.code).toBe("key_in_use");
    value(await input(first?.id ?? ""));
    const twice = await input(first?.id ?? "");
    expect(twice.ok ? null : twice.problem.code).toBe("key_not_found");
    expect(await keys()).toHaveLength(1);
    const actions = await auditedActions(lab.deps, space.id);
    expect(actions.filter((action) => action.startsWith("connection.key"))).toEqual([
      "connection.key_rotated",
      "connection.key_removed",
    ]);
  });

  test("of another space's connection are neither visible nor changeable", async () => {
    const [first] = await keys();
    const { admin: stranger } = await aSubscribedSpace(lab, { domain: "other.example" });
    expect(await serviceProviderKeys(lab.deps, stranger, connectionId)).toEqual([]);
    expect((await rotateServiceProviderKey(lab.deps, stranger, connectionId)).ok).toBe(false);
    const removed = await removeRetiredKey(lab.deps, stranger, { connectionId, keyId: first?.id ?? "" });
    expect(removed.ok).toBe(false);
    expect(await keys()).toHaveLength(1);
  });
});
