/**
 * What people call a certificate: the common name of its subject as OpenSSL writes it (`CN=Okta\\, Inc.`, attributes in any
 * order, one per line or with commas between), else the whole subject.
 */
export function certificateName(subject: string): string {
  const [, common] = /(?:^|[\n,] *)CN=((?:\\.|[^\\,\n])*)/.exec(subject) ?? [];
  const name = common?.replace(/\\(.)/g, "$1").trim();
  return name || subject || "A certificate without a name";
}
