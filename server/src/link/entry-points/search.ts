/** What every search for entry points is given, and what it gives. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { EntryPoint, Package } from '../../../../rules/model/workspace.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';

export interface Search {
  readonly evaluation: Evaluation;
  packageOf(file: FilePath): Package | undefined;
}

/** An entry point before the service it belongs to is known. */
export type Entry = Omit<EntryPoint, 'service'>;
