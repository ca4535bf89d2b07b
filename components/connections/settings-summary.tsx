import type { ReactNode } from "react";
import { DescriptionList } from "@/components/ui/description-list";
import type { Field } from "@/lib/model/connections/fields/field";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { counted } from "@/lib/model/text/counted";
import { oauth2PresetOf } from "@/lib/protocols/oauth2/presets/catalogue";
import type { VersionView } from "@/lib/schemas/sso-views";
import { CertificateList } from "./certificate-list";

/** The provider's values as stored in the given version. What nobody has changed from the usual is folded. */
export function SettingsSummary({ version, label }: { version: VersionView; label: string }) {
  const items = itemsOf(version);
  const usual = items.filter(({ isUsual }) => isUsual);
  return (
    <div className="space-y-4">
      <DescriptionList items={items.filter(({ isUsual }) => !isUsual)} />
      {usual.length > 0 && (
        <details>
          <summary className="font-medium text-accent max-md:min-h-11">
            {counted(usual.length, "more setting", "more settings")}, as usual
          </summary>
          <div className="pt-3">
            <DescriptionList items={usual} />
          </div>
        </details>
      )}
      {version.certificates.length > 0 && (
        <CertificateList certificates={version.certificates} label={`Certificates, ${label}`} />
      )}
    </div>
  );
}

const mono = (text: string) => <span className="font-mono text-sm">{text}</span>;

function itemsOf({ settings, hasClientSecret }: VersionView) {
  const { fields, credential } = protocolTraits[settings.protocol];
  const values: Readonly<Record<string, unknown>> = settings;
  const items = Object.entries(fields).flatMap(([name, field]) => {
    const { summary } = field;
    if (!summary) return [];
    const value = values[name] ?? null;
    const help = value !== null && summary.help;
    return [
      {
        name,
        term: summary.term,
        value: inWords(name, field, value),
        isUsual: isUsual(field, value),
        ...(help ? { help } : {}),
      },
    ];
  });
  if (credential !== "client_secret") return items;
  const secret = {
    name: "clientSecret",
    term: "Client secret",
    value: hasClientSecret ? "Stored; never shown again" : "None",
    isUsual: false,
  };
  return items.flatMap((item) => (item.name === "clientId" ? [item, secret] : [item]));
}

/** Left as it was when the field was offered, or left empty though it may be. */
function isUsual({ initial, kind, summary }: Field, value: unknown): boolean {
  if (kind === "parameters") return typeof value === "object" && Object.keys(value ?? {}).length === 0;
  if (initial !== undefined && initial !== null) return value === initial;
  return value === null && summary !== undefined;
}

function inWords(name: string, { kind, words, summary }: Field, value: unknown): ReactNode {
  if (value === null || value === "") return summary?.whenNone ?? null;
  if (typeof value === "boolean") {
    const { yes, no } = summary?.yesNo ?? { yes: "Yes", no: "No" };
    return value ? yes : no;
  }
  if (Array.isArray(value)) return mono(value.join(" "));
  if (kind === "parameters") return parameters(value, summary?.whenNone);
  if (typeof value === "object") return "value" in value ? mono(String(value.value)) : null;
  const text = String(value);
  if (name === "preset") return oauth2PresetOf(text).name;
  if (summary?.asStored) return text;
  return words ? (words[text] ?? text) : mono(text);
}

function parameters(value: unknown, whenNone: string | undefined): ReactNode {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return whenNone ?? null;
  return mono(entries.map(([name, text]) => `${name}=${String(text)}`).join(" "));
}
