CREATE TABLE "former_identities" (
	"organization_id" text NOT NULL,
	"link_id" text NOT NULL,
	"basis" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "former_identities_link_id_basis_pk" PRIMARY KEY("link_id","basis")
);
--> statement-breakpoint
ALTER TABLE "former_identities" ADD CONSTRAINT "former_identities_link_id_linked_identities_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."linked_identities"("id") ON DELETE cascade ON UPDATE no action;