/** Offers to import by the other service's name instead, where that already gives the same things. */

import type { FixContext, Report } from '../../kit/define-rule.ts';
import { importAt } from '../../kit/erasure.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { QuickFix } from '../../model/finding.ts';
import { filePath, type FilePath } from '../../model/source.ts';
import type { Package } from '../../model/workspace.ts';

export function* routeThroughEntry({ at }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
  const { facts, modules, packageOf } = codebase;
  const importer = facts.get(at.file);
  const fact = importAt(codebase, at);
  const target = modules.dependenciesOf(at.file).find(({ span }) => span[0] === at.span[0])?.to;
  if (!importer || !fact || !target) return;
  const owner = packageOf(target);
  const own = packageOf(at.file);
  // Without the dependency the new import would not resolve.
  if (!own.dependencies.has(owner.name) && !own.devDependencies.has(owner.name)) return;
  const entry = entryOf(codebase, owner);
  const names = importer.bindings.flatMap((each) => (each.import?.specifier === fact.specifier ? [each.import.name] : []));
  const isGiven = names.length > 0 && names.every((name) => name !== '*' && name !== 'default' && entry !== undefined && gives(codebase, entry, name, target));
  const quote = textOf(at.file)?.charAt(at.span[0]) ?? "'";
  if (isGiven) yield { title: `Import from ${owner.name}`, safety: 'suggestion', edits: [{ file: at.file, span: at.span, newText: `${quote}${owner.name}${quote}` }] };
}

/** The file that `import 'name'` means: known from those who write it, else from the manifest. */
function entryOf({ facts, modules }: Codebase, { name, root, manifest }: Package): FileFacts | undefined {
  for (const file of facts.keys()) {
    const known = modules.dependenciesOf(file).find(({ specifier }) => specifier === name);
    if (known) return facts.get(known.to);
  }
  const main = typeof manifest['main'] === 'string' ? manifest['main'].replace(/^\.\//, '') : 'index';
  const candidates = [main, `${main}.ts`, `${main}.js`, 'index.ts', 'index.js', 'src/index.ts', 'src/index.js'];
  return candidates.map((path) => facts.get(filePath(root === '' ? path : `${root}/${path}`))).find((each) => each !== undefined);
}

/** The entry exports `name`, and means what `target` exports by it. */
function gives({ modules }: Codebase, entry: FileFacts, name: string, target: FilePath): boolean {
  const leadsToTarget = (specifier: string): boolean => modules.dependenciesOf(entry.file).some((each) => each.specifier === specifier && each.to === target);
  return entry.exports.some((each) => {
    if (each.kind === 'from') return each.name === name && each.imported === name && leadsToTarget(each.specifier);
    return each.kind === 'all' && leadsToTarget(each.specifier);
  });
}
