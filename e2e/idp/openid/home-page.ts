import { people } from "../people";
import { demoClient, type RegisteredClient } from "./client-register";
import { discoveryFaults } from "./faults";
import { escapeHtml, field, page } from "./html";
import { faultSelect } from "./sign-in-page";
import { signalKinds } from "./signals";
import type { SimulatorState } from "./simulator-state";

function clientItem(client: RegisteredClient): string {
  const uris = client.redirectUris.map((uri) => `<li><code>${escapeHtml(uri)}</code></li>`).join("");
  return `<h3><code>${escapeHtml(client.clientId)}</code></h3>
<ul>${uris || "<li>no redirect URI yet</li>"}</ul>`;
}

const choices = (all: readonly (readonly [string, string])[]) =>
  all.map(([value, label]) => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`).join("");
const signalChoices = choices(Object.entries(signalKinds));
const personChoices = choices(
  people.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`.trim() || id]),
);

/** The provider's own small console: values to copy, fields to paste into, faults to choose. */
export function homePage(state: SimulatorState, message: string | null): string {
  const url = escapeHtml(state.url);
  const faulty = Object.entries(discoveryFaults).map(
    ([name, { label }]) => `<li>${escapeHtml(label)}: <code>${url}/faulty/${name}</code></li>`,
  );
  return page(
    "OpenID simulator",
    `<h1>OpenID simulator</h1>
<p>An OpenID provider for trying single sign-on out. Its people have no passwords, and it can do things wrong on demand.</p>
${message ? `<p class="notice" role="status">${escapeHtml(message)}</p>` : ""}
<h2>To copy into the application</h2>
<dl><dt>Issuer</dt><dd><code>${url}</code></dd>
<dt>Discovery URL</dt><dd><a href="/.well-known/openid-configuration"><code>${url}/.well-known/openid-configuration</code></a></dd>
<dt>Client ID</dt><dd><code>${demoClient.clientId}</code></dd>
<dt>Client secret</dt><dd><code>${demoClient.clientSecret}</code></dd>
<dt>Scopes</dt><dd><code>openid email profile groups</code></dd></dl>
<h2>To paste here</h2>
<form method="post" action="/clients">
${field("clientId", "Client ID", `required value="${demoClient.clientId}"`)}
${field("redirectUri", "Redirect URI", 'type="url" required placeholder="http://localhost:3000/api/sso/oidc/…/callback"')}
<button>Add redirect URI</button></form>
<h2>Registered clients</h2>${state.clients.all().map(clientItem).join("")}
<h2>Start from here</h2>
<p class="soft">As a person does who clicks the application's tile at the provider.</p>
<form method="post" action="/initiate">
${field("uri", "Initiate login URL", 'type="url" required')}
${field("loginHint", "Email address to suggest", 'autocomplete="off"')}
${field("target", "Address to open afterwards", 'autocomplete="off"')}
<button>Start a sign-in</button></form>
<h2>Tell the application that somebody's access ends</h2>
<p class="soft">To the address that the connection's page shows for each kind.</p>
<form method="post" action="/signals">
<label for="signal-kind">Kind</label><select id="signal-kind" name="kind">${signalChoices}</select>
${field("to", "Address", 'type="url" required')}
<label for="signal-person">Person</label><select id="signal-person" name="person">${personChoices}</select>
<button>Send it</button></form>
<h2>Standing fault</h2>
<p class="soft">For every sign-in that chooses none of its own. Faults of the signing keys work only here.</p>
<form method="post" action="/faults">${faultSelect(state.standing)}<button>Set the fault</button></form>
<h2>Signing keys</h2>
<form method="post" action="/keys/rotate"><button>Change the signing key</button></form>
<h2>Documents with faults</h2>
<p class="soft">Use one of these as the issuer.</p><ul>${faulty.join("")}</ul>
<h2>For programs</h2>
<ul><li><code>POST /clients</code> with <code>{"clientId", "clientSecret", "redirectUris": []}</code></li>
<li><code>POST /faults</code> with <code>{"fault": "token_expired"}</code>; <code>{"fault": null}</code> ends it</li>
<li><code>POST /keys/rotate</code></li>
<li><code>&amp;person=ada-moreno&amp;fault=token_expired</code> on the authorization address signs in without a page</li></ul>`,
  );
}
