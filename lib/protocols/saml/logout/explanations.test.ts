import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { samlLogoutExplanations } from "@/lib/model/explanations/saml-logout";
import { samlLogoutRefusals } from "@/lib/model/refusals/saml-logout";

const written = readFileSync(new URL("../../../../docs/saml.md", import.meta.url), "utf8");

test.each(samlLogoutRefusals)("docs/saml.md states the cause and the remedy of %s", (code) => {
  const { cause, fix } = samlLogoutExplanations[code];
  expect(written).toContain(`| \`${code}\` | ${cause} | ${fix} |`);
});

test.each(samlLogoutRefusals)("%s is explained to the person and to the administrator", (code) => {
  const { forPerson, cause, fix } = samlLogoutExplanations[code];
  for (const sentence of [forPerson, cause, fix]) expect(sentence).toMatch(/^[A-Z“].*[.)]$/s);
  expect(forPerson).not.toMatch(/XML|SAML|assertion|signature|certificate/i);
});
