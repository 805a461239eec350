/** Puts the settings of one file on top of those it extends. */

import { mergeBoundaries, NO_BOUNDARIES } from './boundaries.ts';
import type { Config } from './config.ts';

export function mergeConfigs(base: Config, own: Config): Config {
  const version = own.version ?? base.version;
  const evidence = own.evidence ?? base.evidence;
  return {
    ...(version && { version }),
    ...(evidence && { evidence }),
    project: mergeProjects(base.project, own.project),
    boundaries: mergeBoundaries(base.boundaries ?? NO_BOUNDARIES, own.boundaries ?? NO_BOUNDARIES),
    layers: [...base.layers, ...own.layers],
    knowledge: [...base.knowledge, ...own.knowledge],
    ownRules: [...base.ownRules.filter(({ name }) => !own.ownRules.some((each) => each.name === name)), ...own.ownRules],
    rulePackages: [...base.rulePackages.filter(({ prefix }) => !own.rulePackages.some((each) => each.prefix === prefix)), ...own.rulePackages],
    leftOut: [...base.leftOut, ...own.leftOut],
    files: [...new Set([...base.files, ...own.files])],
  };
}

/** Of `scale`, what is said later counts word by word: a preset names the stage, the file the numbers. */
function mergeProjects(base: Config['project'], own: Config['project']): Config['project'] {
  const stage = own.scale?.isStageDeclared === false && base.scale?.isStageDeclared ? { stage: base.scale.stage, isStageDeclared: true } : {};
  const scale = own.scale ? { ...base.scale, ...own.scale, ...stage } : base.scale;
  const scaleFrom = own.scale?.isStageDeclared === false && base.scaleFrom ? base.scaleFrom : (own.scaleFrom ?? base.scaleFrom);
  return {
    services: [...base.services.filter(({ root }) => !own.services.some((each) => each.root === root)), ...own.services],
    include: own.include.length > 0 ? own.include : base.include,
    exclude: [...base.exclude, ...own.exclude],
    ...(scale ? { scale } : {}),
    ...(scaleFrom ? { scaleFrom } : {}),
  };
}
