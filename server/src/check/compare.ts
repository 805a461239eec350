/**
 * Finds out which findings were there before. Each entry covers one finding: the very same one; else one in the same place; else one whose
 * function does the same, wherever it has gone and whatever it is called now; else one that says the same where the entry's own place is gone.
 */

import type { BaselineEntry } from '../../../rules/model/baseline.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import { functionsNamedIn } from './identity.ts';

export interface Comparison<Entry extends BaselineEntry> {
  /** The entry that covers each finding that was there before. */
  readonly known: ReadonlyMap<Finding, Entry>;
  /** Entries that cover nothing any more. */
  readonly stale: readonly Entry[];
}

type Keyed = Pick<BaselineEntry, 'rule' | 'file' | 'in' | 'about' | 'shape' | 'fingerprint'>;

export function compareWith<Entry extends BaselineEntry>(entries: readonly Entry[], findings: readonly Finding[], codebase: Codebase): Comparison<Entry> {
  const known = new Map<Finding, Entry>();
  let left = entries;
  const isGone = createGone(codebase);
  for (const { key, isOpen = () => true } of stagesFor(isGone)) {
    if (left.length === 0) break;
    const waiting = new Map<string, Finding[]>();
    for (const finding of findings) {
      if (known.has(finding)) continue;
      const name = key(keyedFrom(finding));
      const list = waiting.get(name);
      if (list) list.push(finding);
      else waiting.set(name, [finding]);
    }
    left = left.filter((entry) => {
      const covered = isOpen(entry) ? waiting.get(key(entry))?.shift() : undefined;
      if (covered) known.set(covered, entry);
      return !covered;
    });
  }
  return { known, stale: left };
}

interface Stage {
  key(of: Keyed): string;
  /** Which entries may be matched so loosely. */
  isOpen?(entry: BaselineEntry): boolean;
}

/** From the strictest to the loosest. */
function stagesFor({ file, home }: Gone): readonly Stage[] {
  return [
    { key: ({ fingerprint }) => fingerprint },
    { key: (of) => [of.rule, of.file, of.in, of.about].join('\n') },
    { key: (of) => [of.rule, of.shape, of.about].join('\n'), isOpen: ({ shape }) => shape !== '' },
    { key: (of) => [of.rule, of.file, of.about].join('\n'), isOpen: home },
    { key: (of) => [of.rule, of.in, of.about].join('\n'), isOpen: home },
    { key: (of) => [of.rule, of.file].join('\n'), isOpen: isAboutManifest },
    { key: (of) => [of.rule, of.about].join('\n'), isOpen: file },
  ];
}

/** What is said of a whole manifest names services that come and go; what is said of one field of a schema does not. */
function isAboutManifest({ shape, about }: BaselineEntry): boolean {
  return shape === '' && about.includes(' ');
}

interface Gone {
  /** The entry's file is not there any more. */
  file(entry: BaselineEntry): boolean;
  /** The function it stood in is not there any more, or the whole file. */
  home(entry: BaselineEntry): boolean;
}

function createGone({ facts, manifests }: Codebase): Gone {
  const namesIn = new Map<string, ReadonlySet<string>>();
  const file = (entry: BaselineEntry): boolean => !facts.has(entry.file) && !manifests.lineStarts.has(entry.file);
  return {
    file,
    home(entry) {
      const own = facts.get(entry.file);
      if (!own) return file(entry);
      let names = namesIn.get(entry.file);
      if (!names) namesIn.set(entry.file, (names = functionsNamedIn(own)));
      return entry.in !== '' && !names.has(entry.in);
    },
  };
}

function keyedFrom({ rule, location, identity, fingerprint }: Finding): Keyed {
  return { rule, file: location.file, fingerprint, ...identity };
}
