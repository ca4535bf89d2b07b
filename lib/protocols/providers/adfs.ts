import { nameIdFormats } from "@/lib/model/connections/choices";
import { claimAddresses, give, giveOptionally, take, takeInstead } from "./meanings";
import type { Provider } from "./provider";
import { enter, paste, pick, press, rows } from "./screen";

const groupsClaim = "http://schemas.xmlsoap.org/claims/Group";

export const adfs: Provider = {
  id: "adfs",
  name: "AD FS",
  summary: "Active Directory Federation Services on your own Windows servers",
  aliases: ["active directory", "windows server", "federation services"],
  protocols: {
    saml: {
      nameIdFormat: nameIdFormats.email,
      give: [
        give("metadataUrl", "Federation metadata address"),
        giveOptionally("acsUrl", "Relying party SAML 2.0 SSO service URL"),
        giveOptionally("entityId", "Relying party trust identifier"),
      ],
      take: [
        take(
          "metadataUrl",
          "Federation metadata",
          "https://{host}/FederationMetadata/2007-06/FederationMetadata.xml",
        ),
        takeInstead("metadataXml", "FederationMetadata.xml"),
      ],
      attributes: { ...claimAddresses, groups: groupsClaim },
      groups: {
        sent: "when_added",
        attribute: groupsClaim,
        caveat:
          "Add **Token-Groups - Unqualified Names** to the LDAP rule to send group names. All of a person's groups are sent, including nested ones.",
      },
      steps: [
        {
          title: "Add the relying party",
          text: "On the server open AD FS Management, then **Relying Party Trusts** and **Add Relying Party Trust**. Choose **Claims aware**. A relying party is what AD FS calls an application.",
          screen: {
            window: "AD FS Management",
            tabs: ["Service", "Relying Party Trusts"],
            open: "Relying Party Trusts",
            lines: [press("Add Relying Party Trust"), pick("Claims aware")],
          },
        },
        {
          title: "Import our values",
          text: "Choose **Import data about the relying party published online** and paste our metadata address. If the server cannot reach the internet, open the address in a browser, save the page and choose **Import data from a file**. Enter the display name `Gatehouse`, choose who may sign in, such as **Permit everyone**, and finish.",
          copies: ["metadataUrl"],
          screen: {
            window: "AD FS Management · Add Relying Party Trust",
            tabs: ["Select Data Source", "Specify Display Name", "Choose Access Control Policy", "Finish"],
            open: "Select Data Source",
            lines: [
              pick("Import data about the relying party published online"),
              paste("Federation metadata address", "metadataUrl"),
              press("Next"),
            ],
          },
        },
        {
          title: "Send email address and names",
          text: "Choose **Edit Claim Issuance Policy** and add a rule **Send LDAP Attributes as Claims** with the store **Active Directory**: **E-Mail-Addresses** to **E-Mail Address**, **Given-Name** to **Given Name**, **Surname** to **Surname**.",
          screen: {
            window: "AD FS Management · Edit Claim Issuance Policy",
            lines: [
              press("Send LDAP Attributes as Claims"),
              rows(
                "Mapping of LDAP attributes",
                ["LDAP Attribute", "Outgoing Claim Type"],
                [
                  ["E-Mail-Addresses", "E-Mail Address"],
                  ["Given-Name", "Given Name"],
                  ["Surname", "Surname"],
                ],
              ),
            ],
          },
        },
        {
          title: "Choose the Name ID",
          text: "Add a second rule **Transform an Incoming Claim**: incoming **E-Mail Address**, outgoing **Name ID**, outgoing name ID format **Email**. Without it AD FS answers with the error InvalidNameIDPolicy.",
          screen: {
            window: "AD FS Management · Edit Claim Issuance Policy",
            lines: [
              press("Transform an Incoming Claim"),
              enter("Incoming claim type", "E-Mail Address"),
              enter("Outgoing claim type", "Name ID"),
              enter("Outgoing name ID format", "Email"),
            ],
          },
        },
        {
          title: "Sign the whole response",
          text: 'By default, AD FS signs only a part. In PowerShell on the server run `Set-AdfsRelyingPartyTrust -TargetName "Gatehouse" -SamlResponseSignature MessageAndAssertion`, with the display name if it is another.',
          screen: {
            window: "Windows PowerShell",
            lines: [
              enter(
                "Set-AdfsRelyingPartyTrust",
                '-TargetName "Gatehouse" -SamlResponseSignature MessageAndAssertion',
              ),
            ],
          },
        },
        {
          title: "Enter AD FS's values here",
          text: "Paste the address `https://{host}/FederationMetadata/2007-06/FederationMetadata.xml` into the form here, with the name of your server. If it cannot be reached from the internet, open it, save the page and upload the file.",
          screen: {
            window: "Your browser",
            lines: [
              enter(
                "Federation metadata",
                "https://{host}/FederationMetadata/2007-06/FederationMetadata.xml",
              ),
            ],
          },
        },
      ],
      notes: [
        "AD FS replaces its certificates every year and has two for a few days. Both are read from its metadata and both are tried.",
        "The entity ID of AD FS begins with http://, not https://. That is correct: it is only a name, and nobody is sent there.",
        "People who have no email address in Active Directory cannot sign in here.",
      ],
    },
  },
};
