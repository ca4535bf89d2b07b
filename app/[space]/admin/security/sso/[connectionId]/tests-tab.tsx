import { FlaskConical } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { TestRunsTable } from "./history-tables";
import type { TabProps } from "./tab-props";

/** The tests of the connection, newest first. */
export function TestsTab({ details, editable, paths }: TabProps) {
  const configured = details.draft !== null || details.live !== null;
  if (details.testRuns.length > 0)
    return (
      <TestRunsTable
        runs={details.testRuns}
        protocol={details.protocol}
        resultPath={paths.result}
        actions={
          editable &&
          configured && <ButtonLink href={paths.step(details.id, "test")}>Run another test</ButtonLink>
        }
      />
    );
  return (
    <EmptyState
      icon={FlaskConical}
      title="No tests yet"
      action={
        editable &&
        configured && (
          <ButtonLink variant="primary" href={paths.step(details.id, "test")}>
            Test
          </ButtonLink>
        )
      }
    >
      A test is one real sign-in at the provider. It changes nothing and lets nobody in.
    </EmptyState>
  );
}
