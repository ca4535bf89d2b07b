import { Download, RotateCcw, Search, ShieldCheck, Users } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActivateDialog } from "@/components/directories/activate-dialog";
import { DryRunNumbers } from "@/components/directories/dry-run-numbers";
import { DryRunTable } from "@/components/directories/dry-run-table";
import { kindWords } from "@/components/directories/dry-run-words";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { FormActions } from "@/components/ui/form-actions";
import { listHref } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { readReview } from "@/lib/features/directories/review-directory";
import { type DryRunKind, dryRunKinds } from "@/lib/model/directories/dry-run-words";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../../list-page";
import { activateDirectoryAction } from "../../../actions";
import { openReview, ReviewFrame, type ReviewPageProps } from "../review-frame";

export const metadata: Metadata = { title: "Review, connect a directory" };

const kinds = dryRunKinds.map((value) => ({ value, label: kindWords[value].word }));

type ReviewParams = { space: string; directoryId: string; reviewId: string };

/** What activation would do, in numbers and person by person; then the activation. */
// Over 60 lines: the markup of one screen, top to bottom.
export default async function ReviewPage(props: ReviewPageProps<ReviewParams>) {
  const page = await openReview(props);
  const { ctx, directory, query, paths } = page;
  const { reviewId } = await props.params;
  const kind = query.filters.kind as DryRunKind | undefined;
  const read = await readReview(
    await dependencies(),
    ctx,
    { directoryId: directory.id, reviewId },
    { ...pageQuery(query), ...(kind ? { kind } : {}) },
  );
  const again = listHref(paths.review(directory.id), query, { page: query.page });
  // Gone, or stale: everybody is looked at again.
  if (!read) redirect(again);
  const { review, people } = read;
  const { called } = directoryGuides[directory.provider];
  const path = paths.reviewed(directory.id, reviewId);
  return (
    <ReviewFrame {...page}>
      <DryRunNumbers numbers={review.numbers} />
      {!review.numbers.isWhole && (
        <Callout tone="warn" title="Not everybody is in this review">
          {`It covers the first ${review.numbers.people.toLocaleString("en")} people of the directory. Activation is for everybody.`}
        </Callout>
      )}
      <div className="space-y-3">
        <SearchableList
          path={path}
          query={query}
          searchLabel="Search by name or address"
          filters={[{ name: "kind", label: "What happens", options: kinds }]}
          found={people}
          noun={["person", "people"]}
          actions={
            <Button asChild>
              <a href={paths.dryRun(directory.id, reviewId)} download>
                <Download aria-hidden />
                Download CSV
              </a>
            </Button>
          }
        >
          <DryRunTable
            rows={people.rows}
            called={called}
            empty={
              review.numbers.people === 0 ? (
                <EmptyState icon={Users} title="Nobody has arrived yet">
                  Assign people to the application in {called}, then check again.
                </EmptyState>
              ) : (
                <EmptyState icon={Search} title="Nobody matches">
                  Nobody in the directory matches the search and the filter.
                </EmptyState>
              )
            }
          />
        </SearchableList>
      </div>
      <p className="text-sm text-muted">
        Checked <RelativeTime value={review.at.toISOString()} />
      </p>
      <FormActions
        back={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={paths.step(directory.id, "connect")}>Back</ButtonLink>
            <ButtonLink href={again} prefetch={false} icon={<RotateCcw aria-hidden />}>
              Check again
            </ButtonLink>
          </div>
        }
      >
        {directory.status === "observing" ? (
          <ActivateDialog
            name={directory.name}
            numbers={review.numbers}
            action={activateDirectoryAction}
            fields={{ space: ctx.space.slug, directoryId: directory.id }}
            trigger={
              <Button
                variant="primary"
                icon={<ShieldCheck aria-hidden />}
                disabled={review.numbers.people === 0}
              >
                Activate
              </Button>
            }
          />
        ) : (
          <ButtonLink href={paths.directory(directory.id)} variant="primary">
            Done
          </ButtonLink>
        )}
      </FormActions>
    </ReviewFrame>
  );
}
