import { CertificateTimeline } from "@/components/charts/certificate-timeline";
import { SignInChart } from "@/components/charts/sign-in-chart";
import { EnabledSwitch } from "@/components/connections/enabled-switch";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { readSignInStatistics, statisticsOf } from "@/lib/features/sign-in/sign-in-statistics";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { disableImpactAction, switchAction } from "../actions";
import { LatestSignIns } from "./latest-sign-ins";
import { SetUpCard } from "./set-up-card";
import type { TabProps } from "./tab-props";

/** The health of the connection: sign-ins on the left, state and upcoming expiries on the right. */
export async function Overview(props: TabProps) {
  const { details } = props;
  const deps = await dependencies();
  const certificates = (details.live ?? details.draft)?.certificates ?? [];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
      <div className="min-w-0 space-y-6">
        {details.status === "draft" ? <SetUpCard {...props} /> : <SignIns {...props} />}
      </div>
      <div className="min-w-0 space-y-6">
        {details.status !== "draft" && <SwitchCard {...props} />}
        {certificates.length > 0 && (
          <Card title="Certificates">
            <CertificateTimeline certificates={certificates} now={deps.now()} />
          </Card>
        )}
        <Card title="Login URL" description="For your intranet, or your provider's tile.">
          <CopyField label={<span className="sr-only">Login URL</span>} value={details.ours.loginAddress} />
        </Card>
        <Card title="Details">
          <DescriptionList items={detailItems(details)} />
        </Card>
      </div>
    </div>
  );
}

async function SignIns({ ctx, details }: TabProps) {
  const statistics = statisticsOf(await readSignInStatistics(await dependencies(), ctx), details.id);
  const { signIns } = spacePaths(ctx.space.slug);
  const ofThis = `connection=${details.id}`;
  return (
    <>
      <Card
        title="Sign-ins"
        description="Last 30 days"
        actions={
          statistics.refused > 0 && (
            <Link href={`${signIns}?${ofThis}&outcome=refused`}>Why some were refused</Link>
          )
        }
      >
        <SignInChart {...statistics} caption={`Sign-ins of ${details.name} in the last 30 days`} />
      </Card>
      <Card title="Latest sign-ins" actions={<Link href={`${signIns}?${ofThis}`}>Sign-in log</Link>} flush>
        <LatestSignIns ctx={ctx} connectionId={details.id} />
      </Card>
    </>
  );
}

function SwitchCard({ ctx, details }: TabProps) {
  const { slug, ssoSubscribed } = ctx.space;
  if (!ssoSubscribed && details.status !== "active") return null;
  const isActive = details.status === "active";
  return (
    <Card>
      <EnabledSwitch
        action={switchAction}
        space={slug}
        connectionId={details.id}
        enabled={isActive}
        name={details.name}
        impactAction={disableImpactAction}
      />
    </Card>
  );
}

function detailItems(details: ConnectionDetails) {
  const { activatedAt, activatedBy, status } = details;
  return [
    { term: "Last used", value: moment(details.lastUsedAt) ?? "Never" },
    ...(status === "draft"
      ? []
      : [
          {
            term: "Activated",
            value: moment(activatedAt),
            ...(activatedBy ? { help: `by ${activatedBy}` } : {}),
          },
        ]),
    ...(status === "draft" ? [{ term: "Created", value: moment(details.createdAt) }] : []),
  ];
}

const moment = (at: string | null) => at && <RelativeTime value={at} />;
