/** Text that is safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const css = `
:root { color-scheme: light dark; --line: light-dark(#c9ced6, #4a505a); --soft: light-dark(#5a6270, #a6adba);
  --ground: light-dark(#f5f6f8, #16181c); --card: light-dark(#fff, #202329); --accent: light-dark(#1f5fbf, #8ab8ff); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; } .soft { color: var(--soft); } a { color: var(--accent); }
code { font: .9em ui-monospace, monospace; }
ul.people { list-style: none; margin: 1rem 0; padding: 0; display: grid; gap: .5rem; }
ul.people li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem;
  display: grid; gap: .1rem; position: relative; }
ul.people li:hover { border-color: var(--accent); }
ul.people button { border: 0; padding: 0; justify-self: start; }
ul.people button:hover { background: none; color: var(--accent); text-decoration: underline; }
ul.people button::after { content: ""; position: absolute; inset: 0; border-radius: .5rem; }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem; }
input, select, textarea { width: 100%; font: inherit; padding: .5rem; border: 1px solid var(--line); border-radius: .4rem;
  background: var(--card); color: inherit; }
button { font: inherit; font-weight: 600; padding: .5rem .9rem; border: 1px solid var(--accent); border-radius: .4rem;
  background: transparent; color: var(--accent); cursor: pointer; text-align: start; }
button:hover { background: var(--accent); color: var(--card); }
form > button:last-child, .end { margin-top: .9rem; }
button.first { position: absolute; left: -999rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { color: var(--soft); } dd { margin: 0; }
.notice { border-inline-start: 4px solid var(--accent); padding: .25rem .75rem; background: var(--card); }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

/** A complete page; `body` is HTML already. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${css}</style></head>
<body><main>${body}</main></body></html>`;
}

/** A labelled field. */
export function field(name: string, label: string, attributes = ""): string {
  return `<label for="${name}">${escapeHtml(label)}</label><input id="${name}" name="${name}" ${attributes}>`;
}
