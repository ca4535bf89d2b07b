/** A NameID (SAML Core 2.2.3) with everything that the provider needs to recognise its own. */
export interface NameId {
  value: string;
  format: string | null;
  nameQualifier: string | null;
  spNameQualifier: string | null;
}
