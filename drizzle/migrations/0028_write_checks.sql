CREATE TABLE "write_checks" (
	"filler" text NOT NULL
);
