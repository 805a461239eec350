/** `sequelize.models.order`: the class that was given this name with `init`, for its own static methods. */

import type { Value } from '../../../../rules/model/values.ts';
import { modelKey } from '../providers.ts';
import type { Evaluation } from './evaluation.ts';

export function registeredModel({ heritage, of }: Evaluation, owner: string, name: string): readonly Value[] {
  return REGISTRY.test(owner) ? heritage.providersOf(modelKey(name)).flatMap(({ file, expression }) => of(file, expression)).filter(({ kind }) => kind === 'class') : [];
}

const REGISTRY = /^sequelize#(?:Sequelize\{\}|Model(?:\{\})?\.sequelize)\.models$/;
