/** Finds the comments that speak to Tenfold: comments only, not what looks like one inside a string, a template or the text of JSX. */

import { ts } from 'ts-morph';
import type { CommentFact } from '../../../../rules/model/facts.ts';

const COMMENT = /\/\/[ \t]*(tenfold-[^\r\n]*)|\/\*\s*(tenfold-[\s\S]*?)\*\//g;

export function commentsToTenfold(source: ts.SourceFile, text: string): readonly CommentFact[] {
  if (!text.includes('tenfold-')) return [];
  const found: CommentFact[] = [];
  const comment = new RegExp(COMMENT);
  for (let match = comment.exec(text); match; match = comment.exec(text)) {
    // What merely looks like a comment may reach over a real one on the same line.
    if (isWithinText(source, match.index)) comment.lastIndex = match.index + 2;
    else found.push({ text: (match[1] ?? match[2] ?? '').trim(), span: [match.index, match.index + match[0].length] });
  }
  return found;
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
