import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { helpAddress } from "@/lib/model/help";
import { ArticleBlocks } from "../article-blocks";
import { articlePageOf, articles, sectionsOf } from "../content/articles";
import { HelpFrame } from "../help-frame";
import { HelpSection } from "../help-section";

interface ArticlePageProps {
  params: Promise<{ article: string[] }>;
}

export async function generateMetadata({ params }: ArticlePageProps): Promise<Metadata> {
  const page = articlePageOf((await params).article.join("/"));
  return page ? { title: `${articles[page].title}, help`, description: articles[page].summary } : {};
}

/** One article of the help. */
export default async function ArticlePage({ params }: ArticlePageProps) {
  const page = articlePageOf((await params).article.join("/"));
  if (!page) notFound();
  const { title, summary } = articles[page];
  const sections = sectionsOf(page);
  return (
    <HelpFrame title={title} summary={summary} href={helpAddress(page)} sections={sections}>
      {sections.map((section) => (
        <HelpSection key={section.id} id={section.id} title={section.title}>
          <ArticleBlocks blocks={section.blocks} />
        </HelpSection>
      ))}
    </HelpFrame>
  );
}
