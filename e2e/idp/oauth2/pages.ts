import { escapeHtml, field, page } from "../openid/html";
import { type Person, people } from "../people";
import { type Quirk, quirks } from "./quirks";
import { accountId, demoClient, type ToolState } from "./tool-state";

function quirkSelect(chosen: Quirk | null): string {
  const options = Object.entries(quirks).map(
    ([name, { label }]) =>
      `<option value="${name}"${name === chosen ? " selected" : ""}>${escapeHtml(label)}</option>`,
  );
  return `<label for="quirk">Quirk</label>
<select id="quirk" name="quirk"><option value="">None</option>${options.join("")}</select>`;
}

function personItem(person: Person): string {
  const id = escapeHtml(person.id);
  return `<li><button name="person" value="${id}" aria-describedby="about-${id}">${escapeHtml(`${person.givenName} ${person.familyName}`)}</button>
<span class="soft" id="about-${id}">${escapeHtml(`${person.email ?? "no email address"} – ${person.note}`)}</span></li>`;
}

/** The page where the person allows the application, and chooses what should go wrong. */
export function consentPage(input: {
  action: string;
  clientId: string;
  scopes: readonly string[];
  quirk: Quirk | null;
}): string {
  const scopes = input.scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(", ");
  return page(
    "Allow access – Tool simulator",
    `<h1>Allow access</h1>
<p class="soft">This is the tool simulator. <code>${escapeHtml(input.clientId)}</code> asks for ${scopes || "no scopes"}. No password is asked for.</p>
<form method="post" action="${escapeHtml(input.action)}">
<button class="first" name="person" value="typed" tabindex="-1" aria-hidden="true">Allow</button>
${quirkSelect(input.quirk)}
<h2>Who are you?</h2>
<ul class="people">${people.map(personItem).join("")}</ul>
<h2>Someone else</h2>
${field("email", "Email address", 'type="text" inputmode="email" autocomplete="off"')}
${field("givenName", "Given name", 'autocomplete="off"')}
${field("familyName", "Family name", 'autocomplete="off"')}
<p class="end"><button name="person" value="typed">Allow as this person</button></p>
</form>
<form method="post" action="${escapeHtml(input.action)}"><button name="person" value="nobody">Cancel and go back</button></form>`,
  );
}

/** The tool's own small console: values to copy, fields to paste into, faults to choose. */
export function homePage(state: ToolState, message: string | null): string {
  const url = escapeHtml(state.url);
  const clients = [...state.clients.values()].map(
    ({ clientId, redirectUris }) =>
      `<h3><code>${escapeHtml(clientId)}</code></h3><ul>${
        redirectUris.map((uri) => `<li><code>${escapeHtml(uri)}</code></li>`).join("") ||
        "<li>no redirect URL yet</li>"
      }</ul>`,
  );
  return page(
    "Tool simulator",
    `<h1>Tool simulator</h1>
<p>A tool that speaks OAuth 2 but not OpenID Connect, for trying connections out. Its people have no passwords, and it has the quirks of real tools on demand.</p>
${message ? `<p class="notice" role="status">${escapeHtml(message)}</p>` : ""}
<h2>To copy into the application</h2>
<dl><dt>Authorization URL</dt><dd><code>${url}/authorize</code></dd>
<dt>Token URL</dt><dd><code>${url}/token</code></dd>
<dt>Identity URL</dt><dd><code>${url}/me</code></dd>
<dt>Revocation URL</dt><dd><code>${url}/revoke</code></dd>
<dt>Client ID</dt><dd><code>${demoClient.clientId}</code></dd>
<dt>Client secret</dt><dd><code>${demoClient.clientSecret}</code></dd>
<dt>Scopes</dt><dd><code>profile contacts.read</code></dd>
<dt>Account</dt><dd><code>${accountId}</code> at <code>account_id</code></dd></dl>
<h2>To paste here</h2>
<form method="post" action="/clients">
${field("clientId", "Client ID", `required value="${demoClient.clientId}"`)}
${field("redirectUri", "Redirect URL", 'type="url" required placeholder="http://localhost:3000/api/sso/oauth2/…/callback"')}
<button>Add redirect URL</button></form>
<h2>Registered clients</h2>${clients.join("")}
<h2>Standing quirk</h2>
<p class="soft">For every sign-in that chooses none of its own.</p>
<form method="post" action="/quirks">${quirkSelect(state.standing)}<button>Set the quirk</button></form>
<h2>Tokens</h2>
<p class="soft">${state.refresh.size} refresh tokens are out.</p>
<form method="post" action="/grants/end">${field("person", "Person's ID", 'autocomplete="off" placeholder="ada-moreno"')}<button>End what this person allowed</button></form>
<h2>For programs</h2>
<ul><li><code>&amp;person=ada-moreno&amp;quirk=token_form_encoded</code> on the authorization address allows without a page</li>
<li><code>/me/emails</code> lists addresses, <code>/me/accounts</code> accounts, <code>POST /introspect</code> describes a token</li></ul>`,
  );
}
