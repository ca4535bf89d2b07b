// What Acme Notes looks like. Nothing here is about signing in.

/** What each role may do in this application: it decides for itself what a role means. */
const abilities = [
  ["Read notes", ["reader", "editor", "admin"]],
  ["Write notes", ["editor", "admin"]],
  ["Manage the notebook", ["admin"]],
];

/** Of somebody who is signed in. */
export function homePage(claims) {
  const given = claims.given_name ?? claims.name ?? claims.email;
  const facts = {
    Name: claims.name,
    Email: claims.email,
    Organization: claims.org_name,
    Role: claims.role,
    Teams: (claims.teams ?? []).join(", ") || "none",
  };
  const rows = Object.entries(facts).map(
    ([term, value]) => `<div><dt>${term}</dt><dd>${text(value)}</dd></div>`,
  );
  const may = abilities.map(([what, roles]) => {
    const allowed = roles.includes(claims.role);
    return `<li class="${allowed ? "yes" : "no"}">${what}${allowed ? "" : "<small> not with your role</small>"}</li>`;
  });
  return page(
    `<h1>Hello, ${text(given)}</h1>
    <section class="card"><dl>${rows.join("")}</dl></section>
    <section class="card"><h2>What you can do</h2><ul class="may">${may.join("")}</ul></section>
    <details class="card"><summary>What the ID token says</summary><pre>${text(JSON.stringify(claims, null, 2))}</pre></details>`,
    `<a href="/sign-out">Sign out</a>`,
  );
}

/** Of everybody else. */
export function welcomePage() {
  return page(`<section class="card welcome"><h1>Acme Notes</h1>
    <p>Your team's notes, in one place.</p>
    <p><a class="button" href="/sign-in">Sign in</a></p>
    <p class="quiet">You are not signed in.</p></section>`);
}

/** Something to say, and how to go on. */
export function messagePage(title, message, again = false) {
  return page(`<section class="card welcome"><h1>${title}</h1>${message ? `<p>${text(message)}</p>` : ""}
    ${again ? `<p><a class="button" href="/sign-in">Sign in again</a></p>` : `<p><a href="/">Acme Notes</a></p>`}</section>`);
}

const text = (value) =>
  String(value ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const mark = `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#2f6f4e"/>
<path d="M9 10h14M9 16h14M9 22h8" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>`;

const page = (
  content,
  aside = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme Notes</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root{color-scheme:light dark;--ground:light-dark(#f6f5f1,#16181a);--card:light-dark(#fff,#1f2224);--line:light-dark(#e2dfd6,#33373a);
--text:light-dark(#1d2320,#eceeec);--quiet:light-dark(#5c655f,#a2aaa5);--green:light-dark(#2f6f4e,#7cc79f);--on-green:light-dark(#fff,#10231a)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
header{display:flex;align-items:center;gap:.6rem;padding:.8rem 1.25rem;background:var(--card);border-bottom:1px solid var(--line);font-weight:600}
header span{flex:1}main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem;display:grid;gap:1.25rem}
h1{margin:0;font-size:1.75rem;line-height:1.2}h2{margin:0 0 .5rem;font-size:1rem}
.card{min-width:0;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;margin:0}
dt{color:var(--quiet);font-size:.875rem}dd{margin:0;overflow-wrap:anywhere}a{color:var(--green)}
.may{list-style:none;margin:0;padding:0;display:grid;gap:.35rem}.may li{position:relative;padding-left:1.5rem}.may li::before{content:"✓";position:absolute;left:0;color:var(--green)}
.may .no{color:var(--quiet)}.may .no::before{content:"–";color:inherit}small{color:var(--quiet)}
.welcome{max-width:26rem;width:100%;margin:8vh auto 0;text-align:center}.quiet{color:var(--quiet);font-size:.875rem;margin-bottom:0}
.button{display:inline-block;padding:.6rem 1.5rem;border-radius:8px;background:var(--green);color:var(--on-green);font-weight:600;text-decoration:none}
summary{cursor:pointer}pre{overflow:auto;font-size:.8125rem}
</style></head><body><header>${mark}<span>Acme Notes</span>${aside}</header><main>${content}</main></body></html>`;
