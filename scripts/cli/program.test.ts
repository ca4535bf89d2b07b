import { expect, test } from "vitest";
import { version } from "../../package.json";
import { commandLine } from "./program";

test("--version prints the version of the product, and nothing else", () => {
  const printed: string[] = [];
  const program = commandLine().configureOutput({ writeOut: (text) => printed.push(text) });
  expect(() => program.parse(["--version"], { from: "user" })).toThrow(
    expect.objectContaining({ code: "commander.version", exitCode: 0 }),
  );
  expect(printed).toEqual([`${version}\n`]);
});
