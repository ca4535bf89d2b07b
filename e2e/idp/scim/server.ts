import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, isFault } from "./faults";
import { type FlavourName, flavours, isFlavour } from "./flavours/table";
import { homePage } from "./pages";
import { type PushResult, push } from "./push";
import { firstRoster, nothingPushed, type Roster } from "./roster";
import type { ScimClientState } from "./state";
import { type LoggedCall, type Target, Transport } from "./transport";

/** A running simulator. */
export interface RunningScimClient {
  url: string;
  /** The same as the form “Where to push”. */
  connect(target: Partial<Target> & { baseUrl: string }, flavour?: FlavourName): void;
  /** To be edited before a push. */
  roster: Roster;
  /** The same as “Push now”. */
  push(fault?: Fault | null): Promise<PushResult>;
  log(): readonly LoggedCall[];
  close(): Promise<void>;
}

const nowhere: Target = { baseUrl: "", token: "", clientId: "", clientSecret: "" };

/** Starts the SCIM simulator on a loopback address: a directory that pushes people and groups. */
export async function startScimClient(
  options: { port?: number; target?: Partial<Target> & { baseUrl: string }; flavour?: FlavourName } = {},
): Promise<RunningScimClient> {
  const state: ScimClientState = {
    flavour: options.flavour ?? "okta",
    transport: new Transport({ ...nowhere, ...options.target }),
    roster: firstRoster(),
    pushed: nothingPushed(),
  };
  const server = createServer((request, response) => {
    route(state, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    roster: state.roster,
    connect: (target, flavour = state.flavour) => connect(state, { ...nowhere, ...target }, flavour),
    push: (fault = null) => pushNow(state, fault),
    log: () => state.transport.log,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Another directory has other ids: everything is pushed anew. */
function connect(state: ScimClientState, target: Target, flavour: FlavourName): void {
  if (target.baseUrl !== state.transport.target.baseUrl) state.pushed = nothingPushed();
  state.transport = new Transport(target);
  state.flavour = flavour;
}

async function pushNow(state: ScimClientState, fault: Fault | null): Promise<PushResult> {
  const { transport, roster, pushed } = state;
  if (fault === "leavers") for (const person of roster.people) person.active = false;
  return push({ flavour: flavours[state.flavour], transport, roster, pushed, fault });
}

async function route(
  state: ScimClientState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (request.method === "GET" && url.pathname === "/") {
    const message = url.searchParams.get("message");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(homePage({ ...state, message }));
    return;
  }
  const act = request.method === "POST" ? actions[url.pathname] : undefined;
  if (!act) {
    response.writeHead(404).end("not found");
    return;
  }
  const message = await act(state, await formOf(request));
  response.writeHead(303, { location: `/?message=${encodeURIComponent(message)}` }).end();
}

type Action = (state: ScimClientState, form: URLSearchParams) => Promise<string> | string;

const text = (form: URLSearchParams, name: string) => (form.get(name) ?? "").trim();

const actions: Record<string, Action> = {
  "/target"(state, form) {
    const flavour = form.get("flavour");
    const target = {
      baseUrl: text(form, "baseUrl"),
      token: text(form, "token"),
      clientId: text(form, "clientId"),
      clientSecret: text(form, "clientSecret"),
    };
    connect(state, target, isFlavour(flavour) ? flavour : state.flavour);
    return "Saved. Test the connection next.";
  },
  async "/test"(state) {
    const { status } = await state.transport.send(flavours[state.flavour].test);
    return status === 200
      ? "The connection works."
      : `The connection does not work: ${status || "no answer"}.`;
  },
  async "/push"(state, form) {
    const fault = form.get("fault");
    const { requests, refused } = await pushNow(state, isFault(fault) ? fault : null);
    if (requests === 0) return "Nothing has changed since the last push.";
    return `${requests} requests sent, ${refused} of them refused.`;
  },
  "/people"(state, form) {
    const { people } = state.roster;
    const known = people.find(({ id }) => id === form.get("id"));
    const userName = text(form, "userName");
    const names = { userName, givenName: text(form, "givenName"), familyName: text(form, "familyName") };
    const active = form.get("active") !== "no";
    if (known) Object.assign(known, names, { active });
    else people.push({ id: `typed-${userName.toLowerCase()}`, ...names, active: true });
    return `${userName} is saved. Push to send it.`;
  },
  "/people/remove"(state, form) {
    const { roster } = state;
    const id = form.get("id");
    roster.people = roster.people.filter((person) => person.id !== id);
    for (const group of roster.groups) group.members = group.members.filter((member) => member !== id);
    return "The person is no longer assigned. Push to send it.";
  },
  "/groups"(state, form) {
    const { groups } = state.roster;
    const known = groups.find(({ id }) => id === form.get("id"));
    const name = text(form, "name");
    const members = form.getAll("members");
    if (known) Object.assign(known, { name, members });
    else groups.push({ id: `typed-${name.toLowerCase()}`, name, members });
    return `The group ${name} is saved. Push to send it.`;
  },
  "/groups/remove"(state, form) {
    const { roster } = state;
    roster.groups = roster.groups.filter(({ id }) => id !== form.get("id"));
    return "The group is no longer assigned. Push to send it.";
  },
};

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let sent = "";
  for await (const chunk of request) {
    sent += String(chunk);
    if (sent.length > 100_000) throw new Error("the body is too large");
  }
  return new URLSearchParams(sent);
}
