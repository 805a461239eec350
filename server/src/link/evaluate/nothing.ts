/** Whether a value says only that there is none yet: `null`, `undefined`. What is written later says more. */

import type { Value } from '../../../../rules/model/values.ts';

export function isNothing(value: Value): boolean {
  return (value.kind === 'literal' && value.value === null) || (value.kind === 'external' && value.origin === 'global#undefined');
}
