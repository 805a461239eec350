/** Reads what every file says, and asks dependency-cruiser meanwhile. */

import type { Breach } from '../../rules/model/architecture.ts';
import type { Outcome } from '../../rules/model/outcome.ts';
import type { FilePath } from '../../rules/model/source.ts';
import type { Stats } from './analysis.ts';
import type { FileExtract } from './extract/cache/facts-pack.ts';
import { readPackageFacts } from './extract/cache/package-facts.ts';
import { cruiseTeamRules, type Cruised } from './extract/dependencies/cruise-team-rules.ts';
import type { LiveRules } from './extract/dependencies/live-rules.ts';
import { rememberedCruise } from './extract/dependencies/remembered-cruise.ts';
import type { Later } from './extract/dependencies/stood-before.ts';
import { type Extractor, extractFiles } from './extract/extract-files.ts';
import type { Said } from './extract/said.ts';
import { extractorVersion } from './platform/extractor-version.ts';
import type { Machine } from './platform/machine.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { Ground } from './survey.ts';

/** What each file said, and what it took to hear it. */
export interface Reading {
  readonly extracts: ReadonlyMap<FilePath, FileExtract>;
  /** The same in the order of the workspace, where that was worked out before. */
  readonly said?: Said;
  /** What dependency-cruiser said of it, where it was asked. */
  readonly cruised?: Outcome<readonly Breach[]>;
  /** What it said of what this code became, where this code was not to be had from the disk. */
  readonly cruisedLater?: Later;
  /** Files that it has not read as they are now, and what can be told of them meanwhile. */
  readonly since?: { readonly files: ReadonlySet<FilePath>; readonly live: readonly LiveRules[] };
  readonly cacheHits: number;
  readonly cacheMisses: number;
  readonly milliseconds: Pick<Stats['milliseconds'], 'discover' | 'extract'>;
}

/** Reads every file, of the disk or the cache, and lets dependency-cruiser judge beside it. Throws only when stopped. */
export async function readAll(root: string, ground: Ground, { packageFacts = false, signal, onProgress }: AnalyzeOptions, machine: Machine): Promise<Reading> {
  const begun = machine.now();
  const { cache: _holdsTheSame, ...withoutCache } = machine;
  const known = packageFacts ? await readPackageFacts(root, ground.workspace.packages.map((each) => each.root), extractor.version(), machine.fs) : undefined;
  const extracting = extractFiles(root, ground.workspace.files, extractor, packageFacts ? withoutCache : machine, {
    known,
    signal,
    onProgress: (done, of) => onProgress?.({ stage: 'extract', done, of }),
  });
  // In another process meanwhile: it reads the same files by itself.
  const cruising = rememberedCruise(root, ground.teamRules, machine, {
    version: extractor.version,
    hashes: async () => new Map([...(await extracting).extracts].map(([file, { hash }]) => [file, hash] as const)),
  }, signal);
  const [extraction, cruised] = await Promise.all([extracting, cruising]);
  return { ...extraction, ...(cruised && { cruised }), milliseconds: { discover: ground.milliseconds, extract: machine.now() - begun } };
}

export const extractor: Extractor = {
  version: extractorVersion,
  load: async () => (await import('./extract/syntax/extract-file.ts')).extractFile,
};

/** What dependency-cruiser says of what is saved; nothing where a team has no config for it. Throws only when stopped. */
export async function cruise(root: string, { teamRules }: Ground, { cruiser, mayRunCode = false }: Machine, signal?: AbortSignal): Promise<Cruised> {
  if (teamRules.length === 0 || !cruiser) return { value: [], problems: [], reads: [], live: [] };
  return cruiseTeamRules(root, teamRules, cruiser, { mayRunCode, signal });
}
