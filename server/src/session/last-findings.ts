/**
 * What the last session found, for the seconds until this one has judged: said again where every file it speaks of is as it was.
 *
 * Something else may have changed that matters to it; the first snapshot replaces it, whatever it says.
 */

import { withOthers, type Finding } from '../../../rules/model/finding.ts';
import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { Analysis } from '../analysis.ts';
import { BASELINE_NAME } from '../config/baseline-file.ts';
import type { FileExtract } from '../extract/cache/facts-pack.ts';
import { hashOf } from '../extract/extract-files.ts';

export interface LastFindings {
  /** In this file, by place; undefined when none are known of it, or not of what it and the settings say now. */
  in(file: FilePath): Promise<readonly Finding[] | undefined>;
}

/** The text of a file as it counts now; undefined when there is none. */
export type TextOf = (file: FilePath) => Promise<string | undefined>;

interface Memory {
  /** All that decides besides files. */
  readonly key: string;
  readonly settingsFiles: readonly FilePath[];
  /** Of every file that the findings speak of and that settings stand in, where there is one: `hashOf` its text. */
  readonly hashes: Readonly<Record<FilePath, string>>;
  readonly findings: readonly Finding[];
}

/** `extracts` holds what was judged; other files are asked for. Findings that are not shown are left out, and those of a team's own rules, whose code may change. */
export async function memoryOf(key: string, { findings, settingsFiles }: Analysis, extracts: ReadonlyMap<FilePath, FileExtract>, textOf: TextOf): Promise<string> {
  const shown = findings.filter(({ rule, suppressed }) => !suppressed && !rule.includes('/'));
  const hashes: Record<FilePath, string> = {};
  for (const file of new Set([...settingsFiles, BASELINE, ...shown.flatMap(filesOf)])) {
    const hash = extracts.get(file)?.hash ?? hashIfAny(await textOf(file));
    if (hash !== undefined) hashes[file] = hash;
  }
  return JSON.stringify({ key, settingsFiles: [...settingsFiles, BASELINE], hashes, findings: shown } satisfies Memory);
}

/** Undefined for what another version or other settings have left, or nobody of us. */
export function lastFindings(text: string | undefined, key: string, textOf: TextOf): LastFindings | undefined {
  const memory = text === undefined ? undefined : parsed(text);
  if (memory?.key !== key) return undefined;
  const { settingsFiles, hashes } = memory;
  const asTheyWere = async (files: ReadonlySet<FilePath>): Promise<ReadonlySet<FilePath>> => {
    const found = await Promise.all([...files].map(async (file) => (hashIfAny(await textOf(file)) === hashes[file] ? [file] : [])));
    return new Set(found.flat());
  };
  return {
    async in(file) {
      const known = memory.findings.filter(({ location }) => location.file === file);
      if (known.length === 0) return undefined;
      const same = await asTheyWere(new Set([...settingsFiles, ...known.flatMap(filesOf)]));
      if (![file, ...settingsFiles].every((each) => same.has(each))) return undefined;
      return known.filter((finding) => filesOf(finding).every((each) => same.has(each)));
    },
  };
}

const BASELINE = filePath(BASELINE_NAME);

function filesOf(finding: Finding): readonly FilePath[] {
  return withOthers(finding).flatMap(({ location, evidence }) => [location.file, ...evidence.map((step) => step.location.file)]);
}

function hashIfAny(text: string | undefined): string | undefined {
  return text === undefined ? undefined : hashOf(text);
}

function parsed(text: string): Memory | undefined {
  try {
    const value = JSON.parse(text) as Partial<Memory> | null;
    const isWhole = typeof value?.key === 'string' && Array.isArray(value.settingsFiles) && typeof value.hashes === 'object' && Array.isArray(value.findings);
    return isWhole ? (value as Memory) : undefined;
  } catch {
    return undefined;
  }
}
