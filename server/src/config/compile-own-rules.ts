/** Looks up the places and services that `ownRules` name. Pure. */

import { entryFrom } from '../../../rules/declared/entry-from.ts';
import type { Callee, Declaration, Within } from '../../../rules/declared/declaration.ts';
import { globRegex } from '../../../rules/declared/glob-regex.ts';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import type { FilePath, Range } from '../../../rules/model/source.ts';
import type { Boundaries, Named } from './boundaries.ts';
import { withPresets } from './boundary-presets.ts';
import type { Surroundings } from './boundary-rules.ts';
import { nearest } from './nearest.ts';
import type { OwnRule } from './own-rules.ts';
import { withinPattern } from './path-patterns.ts';

/** A name nobody knows is a problem where it is written, and its rule is left out. */
export function compileOwnRules(rules: readonly OwnRule[], boundaries: Boundaries, { services, tags, files }: Surroundings & { readonly files: readonly FilePath[] }): Outcome<readonly CatalogEntry[]> {
  const problems: Problem[] = [];
  const parts = new Map(withPresets(boundaries).parts.map(({ name, places }) => [name, places]));
  const entries = rules.flatMap((rule) => {
    const before = problems.length;
    const declaration = declarationOf(rule);
    return declaration && problems.length === before ? [entryFrom(declaration)] : [];
  });
  return { value: entries, problems };

  function declarationOf({ name, at, because, severity, ...rule }: OwnRule): Declaration | undefined {
    const said = { name, at, severity, ...(because !== undefined && { because }) };
    const routes = rule.routes.map(({ text, file, range }) => {
      if (wildcardsIn(text) > MOST_WILDCARDS) problems.push(tooWild(text, file, range));
      return routeRegex(text);
    });
    if (rule.noCallTo) {
      const [isInside, isFree] = [within(rule.in), within(rule.except)];
      return { ...said, kind: 'forbidden-call', calls: callees(rule.noCallTo), on: rule.on, routes, isWithin: (file) => (rule.in.length === 0 || isInside(file)) && !isFree(file) };
    }
    if (rule.handlersIn && rule.passThrough) {
      return { ...said, kind: 'pass-through', isWithin: within(rule.handlersIn), within: rule.handlersIn.map(({ text }) => text).join(', '), through: callees(rule.passThrough), routes };
    }
    if (rule.service && rule.reaches && rule.onlyThroughQueue) {
      return { ...said, kind: 'only-through-queue', from: serviceNamed(rule.service), to: serviceNamed(rule.reaches), queues: rule.onlyThroughQueue };
    }
    return undefined;
  }

  function within(places: readonly Named[]): Within {
    const patterns = places.flatMap(globsOf).map((glob) => (glob === '**' ? /^/ : new RegExp(withinPattern(glob))));
    return (file) => patterns.some((pattern) => pattern.test(file));
  }

  function globsOf(place: Named): readonly string[] {
    const part = parts.get(place.text);
    if (part) return part.flatMap((each) => (parts.has(each.text) ? [] : globsOf(each)));
    const [, kind, name = ''] = /^(service|tag):(.*)$/s.exec(place.text) ?? [];
    const isWord = !/[/*{.]/.test(place.text);
    const service = services.find((each) => each.name === (kind === 'service' ? name : place.text));
    if (kind !== 'tag' && service) return [service.root === '' ? '**' : service.root];
    if (kind === 'service') return complain(place, `There is no service "${name}"`, name, services.map((each) => each.name));
    if (kind === 'tag') return tags.get(name) ?? complain(place, `No project carries the tag "${name}"`, name, [...tags.keys()]);
    if (isWord && files.some((file) => file.startsWith(`${place.text}/`))) return [place.text];
    if (isWord && files.some((file) => file.includes(`/${place.text}/`))) return [`**/${place.text}`];
    if (isWord) return complain(place, `There is no part, service or folder "${place.text}"`, place.text, [...parts.keys(), ...services.map((each) => each.name)]);
    if (wildcardsIn(place.text) > MOST_WILDCARDS) problems.push(tooWild(place.text, place.file, place.range));
    return [place.text];
  }

  function serviceNamed(named: Named): string {
    const name = named.text.replace(/^service:/, '');
    if (!services.some((each) => each.name === name)) complain(named, `There is no service "${name}"`, name, services.map((each) => each.name));
    return name;
  }

  function callees(named: readonly Named[]): readonly Callee[] {
    for (const { text, file, range } of named) {
      if (wildcardsIn(text) > MOST_WILDCARDS) problems.push(tooWild(text, file, range));
      else if (!/^(?:[^#\s]+#\S+|[\w$*.]+)$/.test(text)) problems.push({ kind: 'invalid-setting', message: `"${text}" names nothing that can be called: write "package#name", "./file.ts#name" or a name.`, file, range });
    }
    return named.map(({ text }) => ({ text }));
  }

  function complain({ file, range }: Named, what: string, name: string, known: readonly string[]): readonly string[] {
    const close = nearest(name, known);
    problems.push({ kind: 'invalid-setting', message: `${what}${close === undefined ? '' : `; "${close}" is close`}.`, file, range });
    return [];
  }
}

/** More of them are not written by people, and take longer to match than anyone waits. */
const MOST_WILDCARDS = 8;

function wildcardsIn(text: string): number {
  return text.split(/\*+/).length - 1;
}

function tooWild(text: string, file: FilePath, range: Range): Problem {
  return { kind: 'invalid-setting', message: `"${text.slice(0, 40)}" has more than ${MOST_WILDCARDS} wildcards.`, file, range };
}

/** `POST` and `POST *` mean every such route. */
function routeRegex(glob: string): RegExp {
  const [, method] = /^([A-Z]+)(?: \*)?$/.exec(glob) ?? [];
  return method === undefined ? globRegex(glob) : new RegExp(`^${method} `);
}
