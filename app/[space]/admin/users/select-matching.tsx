"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { ListQuery } from "@/components/ui/list-query";
import { hasMatchingPeople } from "@/lib/schemas/people-change";
import { matchingPeopleAction } from "./bulk-actions";

interface SelectMatchingProps {
  slug: string;
  query: ListQuery;
  total: number;
  onFound: (userIds: readonly string[]) => void;
}

/** Ticks everyone who matches the search and filters, on whatever page. */
export function SelectMatching({ slug, query: { q, filters }, total, onFound }: SelectMatchingProps) {
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState("");

  function handleClick() {
    startTransition(async () => {
      const form = new FormData();
      form.set("space", slug);
      form.set("payload", JSON.stringify({ q, filters }));
      const answer = await matchingPeopleAction({}, form).catch(() => null);
      if (answer && hasMatchingPeople(answer)) onFound(answer.userIds);
      else setProblem(answer?.message ?? "The list could not be read. Try again.");
    });
  }
  return (
    <>
      <Button variant="quiet" size="small" pending={pending} onClick={handleClick}>
        Select all {total.toLocaleString("en")} that match
      </Button>
      {problem && (
        <span role="alert" className="text-sm text-danger">
          {problem}
        </span>
      )}
    </>
  );
}
