import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MailPromise, SendsMailProvider } from "./mail-promise";

const said = (sends: boolean, instead?: string) =>
  renderToStaticMarkup(
    <SendsMailProvider value={sends}>
      <MailPromise {...(instead ? { instead } : {})}>They get an email.</MailPromise>
    </SendsMailProvider>,
  );

test("a promise of an email stands alone where mail is sent", () => {
  expect(said(true)).toBe("They get an email.");
  expect(said(true, "Nobody gets one.")).toBe("They get an email.");
});

test("it is followed by the truth where none can be sent, or replaced by it", () => {
  expect(said(false)).toMatch(/^They get an email\. No mail server is set up yet/);
  expect(said(false, "Nobody gets one.")).toBe("Nobody gets one.");
});
