import { certificateBody } from "../../certificates/certificates";
import { nextCertificate, signingCertificate } from "./certificates";

/*
 * Metadata documents in the shapes of well-known providers: their order, prefixes, bindings, extensions and habits,
 * with names of our own.
 */

const first = certificateBody(signingCertificate);
const second = certificateBody(nextCertificate);
const base = "urn:oasis:names:tc:SAML:2.0:bindings";
const email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

const wrapped = (body: string) => (body.match(/.{1,64}/g) ?? []).join("\n");
const keyInfo = (body: string) =>
  `<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo>`;

/** ADFS: no declaration, default namespace, WS-Federation roles and a service provider beside, two certificates. */
export const adfs = `<EntityDescriptor ID="_2f6f2c66-1f0c-4c1a-9f5b-6f0b8f0f6c11" entityID="http://sts.maple.example/adfs/services/trust" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><RoleDescriptor xsi:type="fed:ApplicationServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/ws-sx/ws-trust/200512 http://docs.oasis-open.org/wsfed/federation/200706" ServiceDisplayName="Maple" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"><KeyDescriptor use="encryption">${keyInfo(second)}</KeyDescriptor><fed:PassiveRequestorEndpoint><EndpointReference xmlns="http://www.w3.org/2005/08/addressing"><Address>https://sts.maple.example/adfs/ls/</Address></EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor><SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="encryption">${keyInfo(second)}</KeyDescriptor><AssertionConsumerService Binding="${base}:HTTP-POST" Location="https://sts.maple.example/adfs/ls/" index="0" isDefault="true"/></SPSSODescriptor><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="encryption">${keyInfo(second)}</KeyDescriptor><KeyDescriptor use="signing">${keyInfo(first)}</KeyDescriptor><KeyDescriptor use="signing">${keyInfo(second)}</KeyDescriptor><SingleLogoutService Binding="${base}:HTTP-Redirect" Location="https://sts.maple.example/adfs/ls/"/><SingleLogoutService Binding="${base}:HTTP-POST" Location="https://sts.maple.example/adfs/ls/"/><NameIDFormat>${email}</NameIDFormat><NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat><NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat><SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://sts.maple.example/adfs/ls/"/><SingleSignOnService Binding="${base}:HTTP-POST" Location="https://sts.maple.example/adfs/ls/"/><Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="E-Mail Address" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/></IDPSSODescriptor><ContactPerson contactType="support"/></EntityDescriptor>`;

/** Entra ID: a tenant's GUID in everything, WS-Federation roles, one certificate listed for each role. */
export const entra = `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_0b4d7c5e-5c33-4a0e-8d57-2f1c5c9d3a77" entityID="https://sts.windows.example/5d1f3c0e-7a1e-4f43-9d0a-b7f1a6f3c222/" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"><KeyDescriptor use="signing">${keyInfo(first)}</KeyDescriptor><fed:ClaimTypesOffered><auth:ClaimType Uri="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name" xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706"><auth:DisplayName>Name</auth:DisplayName></auth:ClaimType></fed:ClaimTypesOffered></RoleDescriptor><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">${keyInfo(first)}</KeyDescriptor><KeyDescriptor use="signing">${keyInfo(first)}</KeyDescriptor><SingleLogoutService Binding="${base}:HTTP-Redirect" Location="https://login.maple.example/5d1f3c0e-7a1e-4f43-9d0a-b7f1a6f3c222/saml2"/><SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://login.maple.example/5d1f3c0e-7a1e-4f43-9d0a-b7f1a6f3c222/saml2"/><SingleSignOnService Binding="${base}:HTTP-POST" Location="https://login.maple.example/5d1f3c0e-7a1e-4f43-9d0a-b7f1a6f3c222/saml2"/></IDPSSODescriptor></EntityDescriptor>`;

/** Okta: short, `md:` prefix, certificate in lines, both bindings at one address. */
export const okta = `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="http://www.okta.example/exk1maple2birch3" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${wrapped(first)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat><md:NameIDFormat>${email}</md:NameIDFormat><md:SingleSignOnService Binding="${base}:HTTP-POST" Location="https://maple.okta.example/app/gatehouse/exk1maple2birch3/sso/saml"/><md:SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://maple.okta.example/app/gatehouse/exk1maple2birch3/sso/saml"/></md:IDPSSODescriptor></md:EntityDescriptor>`;

/** Google Workspace: an end of validity, a query in the address, no logout. */
export const google = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://accounts.google.example/o/saml2?idpid=C01maple9" validUntil="2031-04-02T09:30:00.000Z">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data>
          <ds:X509Certificate>${wrapped(first)}</ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>${email}</md:NameIDFormat>
    <md:SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://accounts.google.example/o/saml2/idp?idpid=C01maple9"/>
    <md:SingleSignOnService Binding="${base}:HTTP-POST" Location="https://accounts.google.example/o/saml2/idp?idpid=C01maple9"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;

/** Keycloak: wrapped in an EntitiesDescriptor by older versions, wants signed requests, SOAP and artifact beside. */
export const keycloak = `<md:EntitiesDescriptor Name="urn:keycloak" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:dsig="http://www.w3.org/2000/09/xmldsig#"><md:EntityDescriptor entityID="https://keys.maple.example/realms/staff"><md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><dsig:KeyInfo><dsig:KeyName>b8Q1mapleKid</dsig:KeyName><dsig:X509Data><dsig:X509Certificate>${first}</dsig:X509Certificate></dsig:X509Data></dsig:KeyInfo></md:KeyDescriptor><md:ArtifactResolutionService Binding="${base}:SOAP" Location="https://keys.maple.example/realms/staff/protocol/saml/resolve" index="0"/><md:SingleLogoutService Binding="${base}:HTTP-POST" Location="https://keys.maple.example/realms/staff/protocol/saml"/><md:SingleLogoutService Binding="${base}:HTTP-Redirect" Location="https://keys.maple.example/realms/staff/protocol/saml"/><md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat><md:NameIDFormat>${email}</md:NameIDFormat><md:SingleSignOnService Binding="${base}:HTTP-POST" Location="https://keys.maple.example/realms/staff/protocol/saml"/><md:SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://keys.maple.example/realms/staff/protocol/saml"/><md:SingleSignOnService Binding="${base}:SOAP" Location="https://keys.maple.example/realms/staff/protocol/saml"/><md:SingleSignOnService Binding="${base}:HTTP-Artifact" Location="https://keys.maple.example/realms/staff/protocol/saml"/></md:IDPSSODescriptor></md:EntityDescriptor></md:EntitiesDescriptor>`;

/** Shibboleth: comments, extensions, older protocols and bindings, keys without a use, an attribute authority. */
export const shibboleth = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Not kept up to date by itself: review before use. -->
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" entityID="https://idp.birch.example/idp/shibboleth">
    <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol urn:oasis:names:tc:SAML:1.1:protocol urn:mace:shibboleth:1.0">
        <Extensions>
            <shibmd:Scope regexp="false">birch.example</shibmd:Scope>
            <mdui:UIInfo><mdui:DisplayName xml:lang="en">Birch College</mdui:DisplayName></mdui:UIInfo>
        </Extensions>
        <!-- Front channel -->
        <KeyDescriptor>
            <ds:KeyInfo><ds:X509Data><ds:X509Certificate>
${wrapped(first)}
            </ds:X509Certificate></ds:X509Data></ds:KeyInfo>
        </KeyDescriptor>
        <KeyDescriptor use="encryption">
            <ds:KeyInfo><ds:X509Data><ds:X509Certificate>
${wrapped(second)}
            </ds:X509Certificate></ds:X509Data></ds:KeyInfo>
        </KeyDescriptor>
        <ArtifactResolutionService Binding="urn:oasis:names:tc:SAML:1.0:bindings:SOAP-binding" Location="https://idp.birch.example:8443/idp/profile/SAML1/SOAP/ArtifactResolution" index="1"/>
        <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat>
        <SingleSignOnService Binding="urn:mace:shibboleth:1.0:profiles:AuthnRequest" Location="https://idp.birch.example/idp/profile/Shibboleth/SSO"/>
        <SingleSignOnService Binding="${base}:HTTP-POST-SimpleSign" Location="https://idp.birch.example/idp/profile/SAML2/POST-SimpleSign/SSO"/>
        <SingleSignOnService Binding="${base}:HTTP-POST" Location="https://idp.birch.example/idp/profile/SAML2/POST/SSO"/>
        <SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://idp.birch.example/idp/profile/SAML2/Redirect/SSO"/>
    </IDPSSODescriptor>
    <AttributeAuthorityDescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol">
        <KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${second}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>
        <AttributeService Binding="urn:oasis:names:tc:SAML:1.0:bindings:SOAP-binding" Location="https://idp.birch.example:8443/idp/profile/SAML1/SOAP/AttributeQuery"/>
    </AttributeAuthorityDescriptor>
</EntityDescriptor>
`;

/** OneLogin: default namespace, three bindings of one address, logout by redirect. */
export const onelogin = `<?xml version="1.0"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://app.onelogin.example/saml/metadata/7c1b-maple">
  <IDPSSODescriptor xmlns:ds="http://www.w3.org/2000/09/xmldsig#" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${wrapped(first)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>
    <SingleLogoutService Binding="${base}:HTTP-Redirect" Location="https://maple.onelogin.example/trust/saml2/http-redirect/slo/314159"/>
    <NameIDFormat>${email}</NameIDFormat>
    <SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://maple.onelogin.example/trust/saml2/http-redirect/sso/7c1b-maple"/>
    <SingleSignOnService Binding="${base}:HTTP-POST" Location="https://maple.onelogin.example/trust/saml2/http-post/sso/7c1b-maple"/>
    <SingleSignOnService Binding="${base}:SOAP" Location="https://maple.onelogin.example/trust/saml2/soap/sso/7c1b-maple"/>
  </IDPSSODescriptor>
</EntityDescriptor>
`;

/** Ping: an ID for a signature, an encryption key too, logout first, cache duration. */
export const ping = `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor ID="_pingmaple" cacheDuration="PT1440M" entityID="https://auth.ping.example/8f3a-maple" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="0"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${first}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleLogoutService Binding="${base}:HTTP-POST" Location="https://auth.ping.example/8f3a-maple/saml20/idp/slo"/><md:NameIDFormat>${email}</md:NameIDFormat><md:SingleSignOnService Binding="${base}:HTTP-POST" Location="https://auth.ping.example/8f3a-maple/saml20/idp/sso"/><md:SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://auth.ping.example/8f3a-maple/saml20/idp/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`;

/** JumpCloud: an entity ID that is a plain word, one redirect and one POST address. */
export const jumpcloud = `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="MapleWorks">
    <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
        <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${first}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
        <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>
        <md:SingleSignOnService Binding="${base}:HTTP-Redirect" Location="https://sso.jumpcloud.example/saml2/gatehouse"/>
        <md:SingleSignOnService Binding="${base}:HTTP-POST" Location="https://sso.jumpcloud.example/saml2/gatehouse"/>
    </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
