import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { smtpMailer } from "./smtp-mailer";

interface Received {
  from: string;
  to: string[];
  text: string;
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function serve(options: Partial<ConstructorParameters<typeof SMTPServer>[0]> = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((recipient) => recipient.address),
          text: Buffer.concat(chunks).toString("utf8"),
        });
        callback();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({ close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
  const { port } = server.server.address() as AddressInfo;
  return { received, url: `smtp://127.0.0.1:${port}` };
}

function mailer(url: string, from = "Gatehouse <noreply@gatehouse.example>") {
  const made = smtpMailer({ url, from });
  open.unshift(made);
  return made;
}

const message = {
  id: "msg_1",
  recipient: "ann@acme.example",
  subject: "Choose a new password",
  html: "<p>Look: öffne</p>",
  senderName: 'Portal, of "Example"\r\nBcc: eve@evil.example',
  body: `Öffne:\n\nhttps://sso.gatehouse.example/reset-password/${"a".repeat(100)}\n`,
};

describe("mail over SMTP", () => {
  test("arrives with its text, its sender and one recipient", async () => {
    const { received, url } = await serve();
    expect(await mailer(url).send(message)).toEqual({ ok: true });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: "noreply@gatehouse.example", to: ["ann@acme.example"] });
    const text = received[0]?.text ?? "";
    expect(text).toMatch(/^From: Gatehouse <noreply@gatehouse\.example>\r$/m);
    expect(text).toMatch(/^Subject: Choose a new password\r$/m);
    expect(text).toMatch(/^Message-ID: <msg_1@gatehouse>\r$/m);
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    const body = text.slice(text.indexOf("\r\n\r\n")).replaceAll("=\r\n", "").replaceAll("=3D", "=");
    expect(body).toContain("/reset-password/");
    expect(text).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(body).toContain("<p>Look: ");
  });

  test("names the installation as its sender if the address has no name, in one header", async () => {
    const { received, url } = await serve();
    await mailer(url, "noreply@gatehouse.example").send(message);
    const text = received[0]?.text ?? "";
    expect(text).toMatch(/^From: =\?UTF-8\?Q\?Portal=2C_of_/m);
    expect(text).not.toMatch(/^Bcc:/im);
    expect(received[0]).toMatchObject({ from: "noreply@gatehouse.example", to: ["ann@acme.example"] });
  });

  test("reaches nobody else, whatever the recipient or the subject contains", async () => {
    const { received, url } = await serve();
    const sender = mailer(url);
    await sender.send({ ...message, recipient: "ann@acme.example, eve@evil.example" });
    await sender.send({ ...message, recipient: "ann@acme.example>\r\nRCPT TO:<eve@evil.example" });
    await sender.send({ ...message, subject: "Hello\r\nBcc: eve@evil.example" });
    expect(received.flatMap((mail) => mail.to)).not.toContain("eve@evil.example");
    expect(received.every((mail) => !/^Bcc:/im.test(mail.text))).toBe(true);
  });

  test("says whether a retry makes sense", async () => {
    const refusing = (responseCode: number) =>
      serve({
        onRcptTo: (_address, _session, callback) =>
          callback(Object.assign(new Error("no such box"), { responseCode })),
      });
    const gone = await mailer((await refusing(550)).url).send(message);
    expect(gone).toMatchObject({ ok: false, permanent: true, error: expect.stringContaining("no such box") });
    const busy = await mailer((await refusing(451)).url).send(message);
    expect(busy).toMatchObject({ ok: false, permanent: false });
    const away = await mailer("smtp://127.0.0.1:9").send(message);
    expect(away).toMatchObject({ ok: false, permanent: false });
  });

  test("does not mistake a refused sign-in for a refused message, and does not repeat the password", async () => {
    const { url } = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(Object.assign(new Error("no"), { responseCode: 535 })),
    });
    const answer = await mailer(url.replace("//", "//mailer:hunter2-canary@")).send(message);
    expect(answer).toMatchObject({ ok: false, permanent: false });
    expect(JSON.stringify(answer)).not.toContain("hunter2-canary");
  });
});
