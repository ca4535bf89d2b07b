"use client";

import { LiveStatus } from "@/components/ui/live-status";
import { type ReviewProgressView, reviewProgressView } from "@/lib/schemas/directory-views";
import { useAnswer } from "./use-answer";

const unknown: ReviewProgressView = { lookedAt: null, people: 0 };

/** That everybody is being looked at, and how far that has come. */
export function ReviewProgress({ address }: { address: string }) {
  const { lookedAt, people } = useAnswer(address, reviewProgressView, unknown);
  const number = (value: number) => value.toLocaleString("en");
  return (
    <div className="space-y-2">
      <LiveStatus state="working">Going through everybody in the directory. Nobody is changed.</LiveStatus>
      {lookedAt !== null && people > 0 && (
        <p className="pl-6 text-sm text-muted">
          {number(Math.min(lookedAt, people))} of {number(people)} people
        </p>
      )}
    </div>
  );
}
