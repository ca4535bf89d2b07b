import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { FormState } from "@/lib/schemas/form-state";
import { CheckboxField } from "./checkbox-field";
import { ErrorSummary } from "./error-summary";
import { FormContext } from "./form-context";
import { RadioGroup } from "./radio-group";
import { SelectField } from "./select-field";
import { TextField } from "./text-field";
import { TextareaField } from "./textarea-field";

function within(state: FormState, node: React.ReactNode): string {
  return renderToStaticMarkup(<FormContext value={{ id: "f", state, pending: false }}>{node}</FormContext>);
}

test("a field ties its label, help and error to the control", () => {
  const html = within(
    { fieldErrors: { name: ["Enter a name."] } },
    <TextField name="name" label="Name" help="As on the sign-in page." />,
  );
  expect(html).toContain('<label for="f-name"');
  expect(html).toContain('aria-describedby="f-name-error f-name-help"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('id="f-name-error"');
  expect(html).toContain("Enter a name.");
});

test("a field without error or help promises neither", () => {
  const html = within({}, <TextField name="name" label="Name" />);
  expect(html).not.toContain("aria-describedby");
  expect(html).not.toContain("aria-invalid=");
});

test("input is kept in every kind of field", () => {
  const values = { name: "Okta", cert: "PEM", role: "editor", flow: "idp", teams: "a\nb" };
  const html = within(
    { ok: false, values },
    <>
      <TextField name="name" label="Name" defaultValue="before" />
      <TextareaField name="cert" label="Certificate" />
      <SelectField
        name="role"
        label="Role"
        options={[
          { value: "reader", label: "Reader" },
          { value: "editor", label: "Editor" },
        ]}
      />
      <RadioGroup
        name="flow"
        label="Start"
        options={[
          { value: "sp", label: "Here" },
          { value: "idp", label: "There" },
        ]}
        defaultValue="sp"
      />
      <CheckboxField name="teams" value="b" label="Team B" />
      <CheckboxField name="agree" label="Agree" defaultChecked />
    </>,
  );
  expect(html).toMatch(/<input[^>]*name="name"[^>]*value="Okta"/);
  expect(html).toMatch(/<textarea[^>]*>PEM<\/textarea>/);
  expect(html).toContain('<option value="editor" selected="">');
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="idp"|<input[^>]*value="idp"[^>]*checked=""/);
  expect(html).not.toMatch(/<input[^>]*(checked=""[^>]*value="sp"|value="sp"[^>]*checked="")/);
  expect(html).toMatch(/<input[^>]*name="teams"[^>]*checked=""/);
  // Unticked boxes are not sent: their absence is the answer.
  expect(html).not.toMatch(/<input[^>]*name="agree"[^>]*checked=""/);
});

test("a password is never sent back to the page", () => {
  const html = within(
    { ok: false, values: { password: "hunter2" } },
    <TextField name="password" label="Password" type="password" />,
  );
  expect(html).not.toContain("hunter2");
});

test("the summary links to each field and shows the reference", () => {
  const html = renderToStaticMarkup(
    <ErrorSummary
      formId="f"
      answer={{
        ok: false,
        fieldErrors: { name: ["Enter a name."], role: ["Choose a role."] },
        reference: "req_1",
      }}
      errors={{ name: ["Enter a name."], role: ["Choose a role."] }}
    />,
  );
  expect(html).toContain("Check 2 fields.");
  expect(html).toContain('href="#f-name"');
  expect(html).toContain('href="#f-role"');
  expect(html).toContain("req_1");
});

test("the summary leaves out what was corrected, and goes with the last error", () => {
  const fieldErrors = { name: ["Enter a name."], role: ["Choose a role."] };
  const summary = (errors: Record<string, string[]>, message?: string) =>
    renderToStaticMarkup(
      <ErrorSummary
        formId="f"
        answer={{ ok: false, fieldErrors, ...(message ? { message } : {}) }}
        errors={errors}
      />,
    );
  expect(summary({ role: ["Choose a role."] })).not.toContain("Enter a name.");
  expect(summary({})).toBe("");
  // What is wrong with the whole form no field can correct.
  expect(summary({}, "Somebody else has changed it.")).toContain("Somebody else has changed it.");
});

test("the summary's link to a group of radios leads to its first card", () => {
  const html = within(
    {},
    <RadioGroup
      name="flow"
      label="Start"
      options={[
        { value: "sp", label: "Here" },
        { value: "idp", label: "There" },
      ]}
    />,
  );
  expect(html.match(/id="f-flow"/g)).toHaveLength(1);
});
