import { CircleCheck, CircleX, Clock, type LucideIcon, Send } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { HiddenFields } from "@/components/ui/hidden-fields";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/form-state";
import type { DeliveryView } from "@/lib/schemas/webhook";

interface DeliveriesTableProps {
  deliveries: readonly DeliveryView[];
  /** Sends a message again; gets `fields` and the message's id. */
  redeliver: FormAction;
  fields: Readonly<Record<string, string>>;
  query: ListQuery;
  path: string;
}

const states: Record<DeliveryView["status"], { tone: BadgeTone; icon: LucideIcon; word: string }> = {
  waiting: { tone: "neutral", icon: Clock, word: "Waiting" },
  delivered: { tone: "ok", icon: CircleCheck, word: "Delivered" },
  failed: { tone: "danger", icon: CircleX, word: "Given up" },
};

/** One row per message: its event, the response, and a button to send it again. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function DeliveriesTable({ deliveries, redeliver, fields, query, path }: DeliveriesTableProps) {
  const columns: Column<DeliveryView>[] = [
    {
      key: "type",
      header: "Event",
      cell: (delivery) => (
        <>
          <code className="font-mono text-sm">{delivery.type}</code>
          <details className="text-sm font-normal text-muted">
            <summary className="w-fit cursor-pointer max-md:py-2">Message</summary>
            <pre className="mt-1 max-w-xl font-mono break-all whitespace-pre-wrap">
              {JSON.stringify(delivery.payload, null, 2)}
            </pre>
          </details>
        </>
      ),
    },
    {
      key: "status",
      header: "State",
      cell: ({ status, attempts, nextAttemptAt }) => (
        <>
          <Badge tone={states[status].tone} icon={states[status].icon}>
            {states[status].word}
          </Badge>
          <span className="mt-1 block text-sm text-muted">
            {attempts === 1 ? "1 try" : `${attempts} tries`}
            {status === "waiting" && attempts > 0 && nextAttemptAt && (
              <>
                , next <RelativeTime value={nextAttemptAt} />
              </>
            )}
          </span>
        </>
      ),
    },
    {
      key: "answer",
      header: "Answer",
      className: "[overflow-wrap:anywhere]",
      cell: ({ responseCode, excerpt }) => (
        <>
          {responseCode ?? (excerpt ? "Not reached" : "–")}
          {excerpt && <span className="block max-w-xs text-sm text-muted">{excerpt.slice(0, 200)}</span>}
        </>
      ),
    },
    {
      key: "createdAt",
      header: "Written",
      sort: "createdAt",
      cell: ({ createdAt }) => <RelativeTime value={createdAt} />,
    },
    {
      key: "action",
      header: "Action",
      headerHidden: true,
      align: "end",
      cell: ({ id, status, type }) =>
        status !== "waiting" && (
          <Form action={redeliver} label={`Send ${type} again`}>
            <HiddenFields fields={fields} />
            <input type="hidden" name="deliveryId" value={id} />
            <SubmitButton variant="secondary" size="small" pendingLabel="Sending">
              Send again
            </SubmitButton>
          </Form>
        ),
    },
  ];
  return (
    <DataTable
      caption="Messages of this webhook"
      columns={columns}
      rows={deliveries}
      rowKey={({ id }) => id}
      query={query}
      path={path}
      empty={
        <EmptyState icon={Send} title="No message">
          No message matches. Send a test message to see one.
        </EmptyState>
      }
    />
  );
}
