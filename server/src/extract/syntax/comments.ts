/** Finds the comments that speak to Tenfold: comments only, not what looks like one inside a string, a template or the text of JSX. */

import { ts } from 'ts-morph';
import type { CommentFact } from '../../../../rules/model/facts.ts';

const COMMENT = /\/\/[ \t]*(tenfold-[^\r\n]*)|\/\*\s*(tenfold-[\s\S]*?)\*\//g;

export function commentsToTenfold(source: ts.SourceFile, text: string): readonly CommentFact[] {
  if (!text.includes('tenfold-')) return [];
  return [...text.matchAll(COMMENT)]
    .filter(({ index }) => !isWithinText(source, index))
    .map((match) => ({ text: (match[1] ?? match[2] ?? '').trim(), span: [match.index, match.index + match[0].length] }));
}

const TEXTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral, ts.SyntaxKind.RegularExpressionLiteral, ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead, ts.SyntaxKind.TemplateMiddle, ts.SyntaxKind.TemplateTail,
]);

function isWithinText(source: ts.SourceFile, offset: number): boolean {
  let node: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) => (child.pos <= offset && offset < child.end ? child : undefined));
    if (!inner) break;
    node = inner;
  }
  return ts.isJsxText(node) || (TEXTS.has(node.kind) && node.getStart(source) <= offset);
}
