import { CertificateTimeline } from "@/components/charts/certificate-timeline";
import { SignInChart } from "@/components/charts/sign-in-chart";
import { EnabledSwitch } from "@/components/connections/enabled-switch";
import { emergencyAccessSentences } from "@/components/connections/impact-words";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { emergencyAccess } from "@/lib/features/passwords/emergency-access";
import { readSignInStatistics, statisticsOf } from "@/lib/features/sign-in/sign-in-statistics";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { switchAction } from "../actions";
import { LatestSignIns } from "./latest-sign-ins";
import type { TabProps } from "./tab-props";

/** The health of the connection: sign-ins on the left, state and upcoming expiries on the right. */
export async function Overview(props: TabProps) {
  const { ctx, details } = props;
  const deps = await dependencies();
  const statistics = statisticsOf(await readSignInStatistics(deps, ctx), details.id);
  const certificates = (details.live ?? details.draft)?.certificates ?? [];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="min-w-0 space-y-6">
        <Card title="Sign-ins" description="Last 30 days">
          <SignInChart {...statistics} caption={`Sign-ins of ${details.name} in the last 30 days`} />
        </Card>
        <Card
          title="Latest sign-ins"
          actions={<Link href={spacePaths(ctx.space.slug).signIns}>Sign-in log</Link>}
          flush
        >
          <LatestSignIns ctx={ctx} connectionId={details.id} />
        </Card>
      </div>
      <div className="min-w-0 space-y-6">
        <StatusCard {...props} />
        {certificates.length > 0 && (
          <Card title="Certificates">
            <CertificateTimeline certificates={certificates} now={deps.now()} />
          </Card>
        )}
      </div>
    </div>
  );
}

async function StatusCard({ ctx, details }: TabProps) {
  const last = await emergencyAccess(await dependencies(), ctx);
  const { slug, ssoSubscribed } = ctx.space;
  return (
    <Card title="Status">
      <div className="space-y-5">
        {details.status !== "draft" && (ssoSubscribed || details.status === "active") && (
          <EnabledSwitch
            action={switchAction}
            space={slug}
            connectionId={details.id}
            enabled={details.status === "active"}
            name={details.name}
            {...(last?.connectionId === details.id
              ? { warning: emergencyAccessSentences(details.name, last) }
              : {})}
          />
        )}
        <DescriptionList items={statusItems(details)} />
        <CopyField
          label="Login URL"
          value={details.ours.loginAddress}
          help="Starts a sign-in through this connection. Put it on your intranet, or among your provider's applications."
        />
      </div>
    </Card>
  );
}

function statusItems(details: ConnectionDetails) {
  const activated =
    details.status === "draft"
      ? []
      : [
          {
            term: "Activated",
            value: moment(details.activatedAt),
            ...(details.activatedBy ? { help: `by ${details.activatedBy}` } : {}),
          },
        ];
  return [
    { term: "Reference", value: <span className="font-mono text-sm">{details.reference}</span> },
    { term: "Last used", value: moment(details.lastUsedAt) ?? "Never" },
    ...activated,
    { term: "Created", value: moment(details.createdAt) },
  ];
}

const moment = (at: string | null) => at && <RelativeTime value={at} />;
