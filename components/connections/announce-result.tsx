"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { type TestMessage, testChannel } from "./test-channel";

/** Notifies the wizard's window that the test has ended, and closes this one on a click. */
export function CloseTestWindow({ runId, passed }: { runId: string; passed: boolean }) {
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    const channel = new BroadcastChannel(testChannel);
    channel.postMessage({ runId } satisfies TestMessage);
    return () => channel.close();
  }, [runId]);

  function handleClose() {
    window.close();
    // Browsers close only windows that a page has opened; a test address that was pasted into one stays.
    setTimeout(() => setStayed(true), 300);
  }

  return (
    <>
      <Button variant={passed ? "primary" : "secondary"} onClick={handleClose}>
        Close this window
      </Button>
      <p role="status" className="text-sm text-muted empty:absolute">
        {stayed &&
          "The browser keeps this window open. Close it yourself; the wizard already has the result."}
      </p>
    </>
  );
}
