"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { Button } from "@/components/ui/button";

/** Reads the page's facts again. */
export function RefreshButton({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Button
      pending={pending}
      icon={<RotateCcw aria-hidden />}
      onClick={() => startTransition(() => router.refresh())}
    >
      {children}
    </Button>
  );
}
