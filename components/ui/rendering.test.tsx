import { Users } from "lucide-react";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { MessagePage } from "@/components/frame/message-page";
import { oauth2PresetIds } from "@/lib/protocols/oauth2/presets/preset";
import { providerIds } from "@/lib/protocols/providers/catalogue";
import { type BadgeState, StateBadge } from "./badge";
import { Button } from "./button";
import { Callout } from "./callout";
import { CheckList } from "./check-list";
import { CodeBlock } from "./code-block";
import { CopyField } from "./copy-field";
import { DataTable } from "./data-table";
import { DescriptionList } from "./description-list";
import { EmptyState } from "./empty-state";
import { Pagination } from "./pagination";
import { Progress } from "./progress";
import { ProviderMark } from "./provider-mark";
import { providerMarks } from "./provider-marks";
import { RelativeTime } from "./relative-time";
import { ListSkeleton } from "./skeleton";
import { Stepper } from "./stepper";
import { Switch } from "./switch";
import { toastLife, toastStore } from "./toast-store";

const query = { q: "", filters: {}, sort: { field: "name", descending: true }, page: 2 };
const columns = [
  { key: "name", header: "Name", sort: "name", cell: (row: { name: string }) => row.name },
  { key: "menu", header: "Actions", headerHidden: true, cell: () => "…" },
];
const table = (rows: { name: string }[]) => (
  <DataTable
    caption="People"
    columns={columns}
    rows={rows}
    rowKey={(row) => row.name}
    query={query}
    path="/people"
    empty={
      <EmptyState icon={Users} title="No people yet">
        They appear here after their first sign-in.
      </EmptyState>
    }
  />
);
const checks = (
  <CheckList
    label="Checks"
    items={[
      { id: "a", title: "Signature", outcome: "passed", seen: "RSA-SHA256" },
      {
        id: "b",
        title: "Audience",
        outcome: "failed",
        received: "x",
        expected: "y",
      },
    ]}
  />
);
const frame = (
  <PathnameContext value="/acme/admin/users">
    <ConsoleFrame
      space={{ name: "Acme", href: "/acme" }}
      groups={[{ label: "People", items: [{ href: "/acme/admin/users", label: "Members", count: 2 }] }]}
      user={{ name: "Ann Lee", email: "ann@acme.example", href: "/acme/account" }}
      signOut={<button type="submit">Sign out</button>}
    >
      <p>Page</p>
    </ConsoleFrame>
  </PathnameContext>
);

test("no component relies on a style attribute, which the security policy refuses", () => {
  const html = renderToStaticMarkup(
    <>
      {frame}
      {table([{ name: "Ann" }])}
      {checks}
      <MessagePage title="Done" reference="req_1">
        Text
      </MessagePage>
      <Progress label="Seats" value={3} max={7} />
      <ProviderMark provider="okta" />
      <CopyField label="Address" value="https://a.example" />
      <CodeBlock label="Code" code="x" />
      <Callout tone="warn">Text</Callout>
      <Switch name="s" label="Switch" />
      <ListSkeleton />
      <Stepper label="Steps" steps={[{ id: "a", label: "Prepare", state: "current" }]} />
      <DescriptionList items={[{ term: "Name", value: null }]} />
    </>,
  );
  expect(html).not.toContain("style=");
});

const states: BadgeState[] = [
  "draft",
  "tested",
  "active",
  "disabled",
  "expiring",
  "failing",
  "pending",
  "verified",
];
test.each(states)("the badge of %s is an icon and a word", (state) => {
  const html = renderToStaticMarkup(<StateBadge state={state} />);
  expect(html).toContain("<svg");
  expect(html.replace(/<[^>]+>/g, "").toLowerCase()).toBe(state);
});

describe("a table", () => {
  test("names its rows, its order and how to reverse it", () => {
    const html = renderToStaticMarkup(table([{ name: "Ann" }]));
    expect(html).toContain('<th scope="row"');
    expect(html).toContain('aria-sort="descending"');
    expect(html).toContain('href="/people?sort=name"');
    expect(html).toContain('<span class="sr-only">Actions</span>');
  });

  test("without rows is replaced by an explanation", () => {
    const html = renderToStaticMarkup(table([]));
    expect(html).not.toContain("<table");
    expect(html).toContain("No people yet");
  });
});

describe("paging", () => {
  const paging = (page: number, total: number) =>
    renderToStaticMarkup(
      <Pagination path="/people" query={{ ...query, page }} pageSize={20} total={total} noun="people" />,
    );

  test("is not shown for one page", () => expect(paging(1, 20)).toBe(""));
  test("says which rows are shown", () => expect(paging(2, 45)).toContain("21–40 of 45"));
  test("ends with the last page", () => expect(paging(3, 45)).not.toContain("Next"));
  test("handles a page beyond the end", () => expect(paging(9, 45)).toContain("41–45 of 45"));
});

test("a failed check shows received and expected values", () => {
  const words = renderToStaticMarkup(checks)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
  expect(words).toContain("Failed: Audience Received x Expected y");
  expect(words).toContain("Passed: Signature RSA-SHA256");
});

test("a pending button keeps its place in the tab order", () => {
  const html = renderToStaticMarkup(<Button pending>Save</Button>);
  expect(html).toContain('aria-busy="true"');
  expect(html).toContain('aria-disabled="true"');
  expect(html).not.toContain('disabled=""');
});

test("the server writes a relative time in words, and an exact one in UTC and says so", () => {
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  expect(renderToStaticMarkup(<RelativeTime value={anHourAgo} />)).toContain(">1 hour ago</time>");
  expect(renderToStaticMarkup(<RelativeTime exact value="2025-06-15T12:00:00Z" />)).toContain(
    ">15 Jun 2025, 12:00 UTC</time>",
  );
});

test("every mark is of one or two letters, belongs to a provider or tool that exists, and no two are alike", () => {
  const ids: readonly string[] = [...providerIds, ...oauth2PresetIds];
  const marks = Object.entries(providerMarks);
  for (const [id, { initials }] of marks) {
    expect(ids).toContain(id);
    expect(initials).toMatch(/^[A-Z0-9][A-Za-z0-9]?$/);
  }
  expect(new Set(marks.map(([, { initials }]) => initials)).size).toBe(marks.length);
});

test("a provider without a mark of its own gets the initials of the connection", () => {
  const words = (provider: string, name: string) =>
    renderToStaticMarkup(<ProviderMark provider={provider} name={name} />).replace(/<[^>]+>/g, "");
  expect(words("okta", "Northwind Identity")).toBe("Ok");
  expect(words("generic", "Northwind Identity")).toBe("NI");
  expect(words("generic", "keycloak")).toBe("Ke");
});

test("a toast stays long enough to be read", () => {
  expect(toastLife("Saved.")).toBe(5_000);
  expect(toastLife("x".repeat(200))).toBe(12_000);
});

test("toasts are shown newest last, three at most, and the same one once", () => {
  const messages = () => toastStore.read().map(({ message }) => message);
  for (const message of ["a", "b", "a", "c", "d"]) toastStore.show(message);
  expect(messages()).toEqual(["a", "c", "d"]);
  toastStore.dismiss(toastStore.read()[0]?.id ?? 0);
  expect(messages()).toEqual(["c", "d"]);
});

test("the console offers to skip to the content first", () => {
  const html = renderToStaticMarkup(frame);
  expect(html.indexOf('href="#content"')).toBeLessThan(html.indexOf("Members"));
  expect(html).toContain('<main id="content"');
  expect(html).toMatch(/<a aria-current="page"[^>]*href="\/acme\/admin\/users"/);
});
