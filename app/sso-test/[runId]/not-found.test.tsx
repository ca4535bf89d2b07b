import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import NoTestResult from "./not-found";

/** That it is shown for every run alike is `readTestResult`'s, which has the same answer for one that never was. */
test("the page for whoever may not see a test result says what happened and what to do, and takes nothing of a test", () => {
  expect(NoTestResult).toHaveLength(0);
  const page = renderToStaticMarkup(<NoTestResult />);
  for (const said of [
    "only in the browser that started the test",
    "open the connection’s Tests",
    "setup link",
  ])
    expect(page).toContain(said);
});
