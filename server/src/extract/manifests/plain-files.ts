/** Manifests that are lines of text: Procfile, CODEOWNERS, Dockerfile. */

import type { Document, OwnerRule, Workload } from '../../../../rules/model/manifests.ts';
import type { FilePath, Site, Span } from '../../../../rules/model/source.ts';
import { folderOf } from './paths.ts';

/** https://devcenter.heroku.com/articles/procfile */
export function procfileWorkloads(file: FilePath, text: string): readonly Workload[] {
  return [...linesOf(text)].flatMap(({ line, start }) => {
    const [, name, command] = /^([A-Za-z0-9_-]+):\s*(.+)$/.exec(line) ?? [];
    if (name === undefined || command === undefined || name === 'release') return [];
    return [procfileWorkload(file, name, command, { file, span: [start, start + name.length] })];
  });
}

function procfileWorkload(file: FilePath, name: string, command: string, at: Site): Workload {
  return {
    platform: 'procfile',
    kind: 'process',
    name,
    buildContext: folderOf(file),
    command,
    hasAutoscaler: false,
    hasLimits: true,
    hasRequests: true,
    hasProbes: true,
    hostVolumes: [],
    hostPorts: [],
    dependsOn: [],
    environment: {},
    at,
    traits: ['restarts'],
  };
}

/** https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners, GitLab's sections included. */
export function ownerRules(file: FilePath, text: string): readonly OwnerRule[] {
  let sectionOwners: readonly string[] = [];
  return [...linesOf(text)].flatMap(({ line, start }) => {
    const said = line.replace(/(^|\s)#.*$/, '').trimEnd();
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(said.trim());
    if (section) {
      sectionOwners = ownersIn(section[1] ?? '');
      return [];
    }
    const indent = said.length - said.trimStart().length;
    // A space in a path is written with a backslash before it.
    const [pattern = ''] = /^(?:\\.|\S)+/.exec(said.trimStart()) ?? [];
    if (pattern === '') return [];
    const own = ownersIn(said.trimStart().slice(pattern.length));
    const span: Span = [start + indent, start + said.length];
    return [{ pattern: pattern.replace(/\\(.)/g, '$1'), owners: own.length > 0 ? own : sectionOwners, at: { file, span } }];
  });
}

function ownersIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word.includes('@'));
}

/** https://docs.docker.com/reference/dockerfile/#healthcheck */
export function dockerfileTraits(text: string): Document['traits'] {
  return /^\s*HEALTHCHECK\s+(?!NONE)/im.test(text) ? ['health-check'] : [];
}

function* linesOf(text: string): Iterable<{ readonly line: string; readonly start: number }> {
  for (const found of text.matchAll(/[^\r\n]+/g)) yield { line: found[0], start: found.index };
}
