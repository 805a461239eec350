/** Says what a finding is about in words that survive formatting, moving and renaming: taken from what is written there, never from its message or its line. */

import type { Report } from '../../../rules/kit/define-rule.ts';
import { ofEachFile } from '../../../rules/kit/of-each-file.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { FileFacts, FunctionFact } from '../../../rules/model/facts.ts';
import type { Identity } from '../../../rules/model/finding.ts';
import type { Manifests } from '../../../rules/model/manifests.ts';
import { contains, sameSpan, type Site, type Span } from '../../../rules/model/source.ts';
import { hash } from './hash.ts';
import { createNaming, type Naming } from './naming.ts';

export function identityOf(codebase: Codebase, { at, message }: Report): Identity {
  const own = identities.of(codebase, at.file);
  return own ? own(at.span) : { in: '', about: fieldAt(codebase.manifests, at) ?? message.replace(/\d+/g, '0'), shape: '' };
}

/** Of places in one file; each is worked out once, for as long as nothing changes that it is told by. */
const identities = ofEachFile((facts, code): ((span: Span) => Identity) => {
  const naming = createNaming(code, facts);
  const names = facts.calls.map((_, index) => naming.ofCall(index));
  const named: Naming = { ...naming, ofCall: (index) => names[index] ?? '' };
  const known = new Map<string, Identity>();
  return (span) => {
    const key = span.join();
    let found = known.get(key);
    if (!found) {
      const around = functionsAround(facts, span);
      known.set(key, (found = { in: around.filter(hasName).map(({ name }) => name).join(' > '), about: aboutOf(facts, span, named), shape: shapeOf(facts, around, named) }));
    }
    return found;
  };
});

/** `Order.customerId` where a schema declares it. */
function fieldAt({ models }: Manifests, { file, span }: Site): string | undefined {
  for (const { name, at, fields } of models) {
    if (at.file !== file) continue;
    const field = fields.find((each) => sameSpan(each.at.span, span));
    if (field ?? sameSpan(at.span, span)) return field ? `${name}.${field.name}` : name;
  }
  return undefined;
}

/** The functions of a file that an identity may name: those that are somebody's, not handed to a call. */
export function functionsNamedIn(facts: FileFacts): ReadonlySet<string> {
  return new Set(facts.functions.filter((each) => each.kind !== 'module' && hasName(each)).map(({ span }) => functionsAround(facts, span).filter(hasName).map(({ name }) => name).join(' > ')));
}

function functionsAround({ functions }: FileFacts, span: Span): readonly FunctionFact[] {
  return functions.filter((each) => each.kind !== 'module' && contains(each.span, span));
}

function hasName({ name }: FunctionFact): boolean {
  return !name.startsWith('callback of');
}

function aboutOf({ calls, imports, functions, classes, assignments, bindings }: FileFacts, at: Span, naming: Naming): string {
  const byName = calls.findIndex(({ nameSpan }) => sameSpan(nameSpan, at));
  const call = byName >= 0 ? byName : calls.findIndex(({ span }) => sameSpan(span, at));
  if (call >= 0) return naming.ofCall(call) || 'own call';
  const imported = imports.find(({ span, specifierSpan }) => sameSpan(specifierSpan, at) || sameSpan(span, at));
  if (imported) return imported.specifier.startsWith('.') ? 'own import' : `import ${imported.specifier}`;
  if (functions.some(({ nameSpan, span }) => sameSpan(nameSpan, at) || sameSpan(span, at))) return 'function';
  if (classes.some(({ nameSpan, span }) => sameSpan(nameSpan, at) || sameSpan(span, at))) return 'class';
  const assignment = assignments.find(({ span }) => sameSpan(span, at));
  if (assignment) return `${naming.ofExpression(assignment.target)} ${assignment.operator}`;
  const binding = bindings.find(({ span }) => sameSpan(span, at));
  return binding ? binding.kind : 'code';
}

/** What the innermost function with a name does, else the innermost of all, else what the file does as it loads. In no order: functions change places. */
function shapeOf({ calls, loops, branches }: FileFacts, around: readonly FunctionFact[], naming: Naming): string {
  const home = around.findLast(hasName) ?? around.at(-1);
  const isHere = (each: { readonly in: number; readonly span: Span }): boolean => (home ? contains(home.span, each.span) : each.in === 0);
  const does = [
    ...calls.flatMap((call, index) => (isHere(call) ? [`${call.kind} ${naming.ofCall(index)} ${call.arguments.length}`] : [])),
    ...loops.filter(isHere).map(({ kind }) => kind),
    ...branches.filter(isHere).map(({ kind }) => kind),
  ];
  return hash(does.sort().join('\n'));
}
