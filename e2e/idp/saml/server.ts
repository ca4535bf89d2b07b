import { createPrivateKey, createPublicKey } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { simulatorRsaKey } from "@/lib/infra/crypto/testing/rsa-keys";
import type { MintedResponse } from "@/lib/protocols/saml/testing/mint-response";
import { type SigningKey, withCertificate } from "@/lib/protocols/saml/testing/signing-key";
import { type Person, personById, typedPerson } from "../people";
import { answerOf, encrypts, type ProviderKeys } from "./answer";
import { readRequest, validateSignature } from "./authn-request";
import { type Fault, isFault } from "./faults";
import { isLogoutFault, type LogoutState, receiveLogout, startLogout } from "./logout";
import { answerShaped } from "./metadata";
import { answerPage, homePage, signInPage } from "./pages";
import { fetchServiceProvider } from "./service-provider";

export interface SamlProviderOptions {
  /** 0: any free one. */
  port?: number;
  /** Where the keys are stored, so that connections still work after a restart. */
  keyFile?: string;
}

/** A running simulator. */
export interface RunningSamlProvider {
  url: string;
  entityId: string;
  /** `host:port`, for the application's allow list. */
  host: string;
  metadataUrl: string;
  keys: ProviderKeys;
  /** The same as `POST /faults`. */
  stand(fault: Fault | null): void;
  close(): Promise<void>;
}

interface State extends LogoutState {
  url: string;
  standing: Fault | null;
  last: MintedResponse | null;
}

/** Starts the SAML simulator on a loopback address. */
export async function startSamlProvider(options: SamlProviderOptions = {}): Promise<RunningSamlProvider> {
  const keys = options.keyFile ? keptKeys(options.keyFile) : freshKeys();
  const state: State = {
    ...{ url: "", entityId: "", keys, standing: null, last: null },
    ...{ sessions: [], lastLogout: null },
  };
  const server = createServer((request, response) => {
    route(state, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // The caller closes the connection: closing it here would break calls in progress.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  state.url = `http://${host}`;
  state.entityId = `${state.url}/metadata`;
  return {
    url: state.url,
    entityId: state.entityId,
    host,
    metadataUrl: state.entityId,
    keys,
    stand: (fault) => {
      state.standing = fault;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function freshKeys(): ProviderKeys {
  const make = (commonName: string) => withCertificate(simulatorRsaKey(), { commonName });
  return {
    first: make("SAML simulator"),
    second: make("SAML simulator, next year"),
    foreign: make("Somebody else"),
  };
}

type KeptKey = { privateKeyPem: string; certificatePem: string };

function keptKeys(file: string): ProviderKeys {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const { first, second, foreign } = freshKeys();
    const kept = ({ privateKeyPem, certificatePem }: SigningKey): KeptKey => ({
      privateKeyPem,
      certificatePem,
    });
    writeFileSync(file, JSON.stringify([first, second, foreign].map(kept)), { mode: 0o600 });
  }
  const read = (JSON.parse(readFileSync(file, "utf8")) as KeptKey[]).map(
    ({ privateKeyPem, certificatePem }): SigningKey => {
      const privateKey = createPrivateKey(privateKeyPem);
      return { privateKeyPem, certificatePem, privateKey, publicKey: createPublicKey(privateKey) };
    },
  );
  const [first, second, foreign] = read;
  if (!first || !second || !foreign) throw new Error(`${file} does not contain three keys; remove it`);
  return { first, second, foreign };
}

async function route(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", state.url);
  const method = request.method ?? "GET";
  const certificates = [state.keys.first.certificatePem, state.keys.second.certificatePem];
  switch (url.pathname) {
    case "/":
      return html(response, homePage({ ...state, certificates, message: url.searchParams.get("message") }));
    case "/metadata":
      return answerShaped(response, url.searchParams.get("shape") ?? "", {
        url: state.url,
        entityId: state.entityId,
        certificates,
      });
    case "/sso":
      return signOn(state, method, url, await body(request), response);
    case "/answer":
      return answer(state, await body(request), response);
    case "/start":
      return start(state, await body(request), response);
    case "/faults":
      return setFault(state, request, response);
    case "/slo":
      return receiveLogout(
        state,
        { method, rawQuery: url.search.slice(1), form: await body(request) },
        response,
      );
    case "/sign-out":
      return signOut(state, await body(request), response);
    case "/logout":
      return html(
        response,
        "<!doctype html><html lang=en><title>Signed out</title><h1>Signed out at the SAML simulator</h1></html>",
      );
    default:
      response.writeHead(404).end("not found");
  }
}

async function signOn(
  state: State,
  method: string,
  url: URL,
  form: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const request = readRequest(method, url.search.slice(1), form);
  if (!request) {
    response.writeHead(400).end("There is no AuthnRequest here.");
    return;
  }
  const serviceProvider = await fetchServiceProvider(request.issuer);
  const signature = serviceProvider
    ? validateSignature(request, serviceProvider.signingCertificates)
    : "cannot tell";
  if (signature === "wrong") {
    response.writeHead(400).end("The signature of the request is wrong.");
    return;
  }
  const hidden: Record<string, string> = {
    requestId: request.id,
    issuer: request.issuer,
    acsUrl: request.acsUrl,
  };
  if (request.relayState) hidden.relayState = request.relayState;
  if (request.nameIdFormat) hidden.nameIdFormat = request.nameIdFormat;
  const person = url.searchParams.get("person");
  const fault = url.searchParams.get("fault");
  if (person) {
    const typed = ["email", "givenName", "familyName", "groups"].map((name) => [
      name,
      url.searchParams.get(name),
    ]);
    const answers = { ...Object.fromEntries(typed.filter(([, text]) => text !== null)), ...hidden };
    return answer(state, new URLSearchParams({ ...answers, person, fault: fault ?? "" }), response);
  }
  html(
    response,
    signInPage({
      serviceProvider: request.issuer,
      signature,
      hint: request.hint,
      fault: state.standing,
      hidden,
    }),
  );
}

async function answer(state: State, form: URLSearchParams, response: ServerResponse): Promise<void> {
  const person = personOf(form);
  const chosen = form.get("fault");
  const fault = isFault(chosen) ? chosen : state.standing;
  const acsUrl = form.get("acsUrl") ?? "";
  const issuer = form.get("issuer") ?? "";
  if (!person || !URL.canParse(acsUrl)) {
    response.writeHead(400).end("Nobody was chosen, or there is no address to answer to.");
    return;
  }
  const serviceProvider = encrypts(fault) ? await fetchServiceProvider(issuer) : null;
  const minted =
    fault === "replay" && state.last
      ? state.last
      : answerOf({
          now: new Date(),
          entityId: state.entityId,
          keys: state.keys,
          person,
          fault,
          spEntityId: issuer,
          acsUrl,
          requestId: form.get("requestId"),
          nameIdFormat: form.get("nameIdFormat"),
          encryptionCertificate: serviceProvider?.encryptionCertificates[0] ?? null,
        });
  state.last = minted;
  remember(state, issuer, minted);
  html(response, answerPage(acsUrl, minted.samlResponse, form.get("relayState")));
}

/** The sessions of this simulator's life, newest first; it needs no more than the last few. */
function remember(state: State, serviceProvider: string, { facts }: MintedResponse): void {
  const { nameId, nameIdFormat, sessionIndex } = facts;
  if (nameId === null || nameIdFormat === null || sessionIndex === null) return;
  const session = { serviceProvider, nameId, nameIdFormat, sessionIndex };
  state.sessions = [session, ...state.sessions].slice(0, 20);
}

/** Sign-out at the provider: the session ends here, and its application is told. */
async function signOut(state: State, form: URLSearchParams, response: ServerResponse): Promise<void> {
  const session = state.sessions.find(({ sessionIndex }) => sessionIndex === form.get("session"));
  if (!session) {
    response.writeHead(404).end("There is no such session here.");
    return;
  }
  const fault = form.get("fault");
  await startLogout(
    state,
    {
      session,
      binding: form.get("binding") === "post" ? "post" : "redirect",
      everySession: form.get("every") === "yes",
      fault: isLogoutFault(fault) ? fault : null,
    },
    response,
  );
}

function personOf(form: URLSearchParams): Person | undefined {
  const id = form.get("person");
  if (id !== "typed") return id ? personById(id) : undefined;
  const text = (name: string) => form.get(name) ?? "";
  return typedPerson({
    email: text("email"),
    givenName: text("givenName"),
    familyName: text("familyName"),
    groups: text("groups"),
  });
}

/** IdP-initiated: an unsolicited answer. */
async function start(state: State, form: URLSearchParams, response: ServerResponse): Promise<void> {
  const entityId = form.get("entityId") ?? "";
  const serviceProvider = await fetchServiceProvider(entityId);
  if (!serviceProvider) {
    response.writeHead(400).end("The application's metadata cannot be read at this entity ID.");
    return;
  }
  const hidden: Record<string, string> = { issuer: serviceProvider.entityId, acsUrl: serviceProvider.acsUrl };
  const relayState = form.get("relayState");
  if (relayState) hidden.relayState = relayState;
  html(
    response,
    signInPage({
      serviceProvider: entityId,
      signature: "there is none",
      hint: null,
      fault: state.standing,
      hidden,
    }),
  );
}

async function setFault(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isJson = (request.headers["content-type"] ?? "").includes("json");
  const text = await raw(request);
  const name: unknown = isJson
    ? (JSON.parse(text) as { fault?: unknown }).fault
    : new URLSearchParams(text).get("fault");
  state.standing = isFault(name) ? name : null;
  if (isJson)
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ fault: state.standing }));
  else
    response
      .writeHead(303, {
        location: `/?message=${encodeURIComponent(`Standing fault: ${state.standing ?? "none"}`)}`,
      })
      .end();
}

async function raw(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 500_000) throw new Error("the body is too large");
  }
  return text;
}

const body = async (request: IncomingMessage) => new URLSearchParams(await raw(request));

function html(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(text);
}
