import { reachedFrom } from '../../kit/circles.ts';
import { defineRule, type Report, type Step } from '../../kit/define-rule.ts';
import { importAt, isErased, typeOnlyEdits } from '../../kit/erasure.ts';
import { option } from '../../kit/options.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import { oncePerModules, type Standing } from '../../kit/once-per-modules.ts';
import { servedFiles } from '../../kit/served-files.ts';
import { shortNames } from '../../kit/short-name.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Tier } from '../../model/finding.ts';
import type { Dependency, ModuleGraph } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import { gatheredReport, importsOfIndexAbove, type Gathered } from './index-above.ts';

type Follows = (dependency: Dependency) => boolean;

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'information',

  options: {
    circlesPerKnot: option.count({ default: 5, description: 'How many circles are told where many files hang together in one knot; none shares an import with another.' }),
    typeImports: option.flag({ default: true, description: 'Speak, as advice, of circles that vanish once types are erased.' }),
    lazyImports: option.flag({ default: false, description: 'Speak, as advice, of circles that close only through imports inside functions.' }),
  },

  *check(_workspace, codebase, { circlesPerKnot, typeImports, lazyImports }) {
    const knotted = filesInCircles(codebase);
    const gone = erased(codebase);
    const isGone: Follows = (dependency) => gone.has(dependency);
    const served = servedFiles(codebase);

    const told = circles(codebase, knotted, gone, circlesPerKnot);
    for (const { circle, tied } of told) {
      const alone = circle.length === 2 ? 'so neither loads, is tested or is moved without the other' : 'so none loads, is tested or is moved without the others';
      const isServed = served === undefined || circle.some(({ from }) => served.has(from));
      const isSchema = circle.every(({ from }) => declaresEntities(codebase.facts.get(from)));
      yield* reportOf(circle, tied > circle.length ? `${alone}; ${tied} files hang together this way` : alone, isServed && !isSchema ? 'information' : 'advice');
    }
    for (const imports of gathered(codebase, knotted, gone, told)) {
      if (served === undefined || served.has(imports[0].from)) yield gatheredReport(imports);
    }
    if (typeImports) {
      for (const circle of circlesWithTypes(codebase, knotted)) {
        yield* reportOf(startingAt(circle, isGone), 'yet one of them imports nothing but types', 'advice');
      }
    }
    if (lazyImports) {
      const counts = countsIn(codebase);
      for (const circle of codebase.modules.cycles((each) => counts(each) && !isGone(each), knotted)) {
        yield* reportOf(startingAt(circle, isLate), 'which an import inside a function puts off but does not undo', 'advice');
      }
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const fact = importAt(codebase, at);
    const text = textOf(at.file);
    if (!facts || !fact || text === undefined || !isErased(codebase, facts, fact)) return;
    const edits = typeOnlyEdits(text, facts, fact);
    if (edits.length > 0) yield { title: 'Import only the type', safety: 'safe', edits };
  },
});

const isLate: Follows = ({ isLazy, kind }) => isLazy || kind === 'dynamic-import';

function countsIn({ isOffline }: Standing): Follows {
  return ({ from, to, kind }) => kind !== 'type-only' && !isOffline(from) && !isOffline(to);
}

/** Whatever is left out afterwards, a circle lies among these. */
const filesInCircles = oncePerModules((standing) => standing.modules.filesInCircles(countsIn(standing)));

const circlesWithTypes = oncePerModules((standing, knotted: ReadonlySet<FilePath>) => {
  const counts = countsIn(standing);
  return [...standing.modules.cycles((each) => counts(each) && !isLate(each), knotted)];
});

/** Dependencies that are gone once types are erased; the same set as long as nothing changes in them. */
function erased(codebase: Codebase): ReadonlySet<Dependency> {
  const { modules } = codebase;
  const specifiers = erasedIn.all(codebase);
  const known = goneFrom.get(modules);
  if (known?.specifiers === specifiers) return known.gone;
  const gone = new Set([...specifiers].flatMap(([file, starts]) => modules.dependenciesOf(file).filter(({ isErasable, span }) => isErasable && starts.has(span[0]))));
  goneFrom.set(modules, { specifiers, gone });
  return gone;
}

const goneFrom = new WeakMap<ModuleGraph, { readonly specifiers: ReadonlyMap<FilePath, ReadonlySet<number>>; readonly gone: ReadonlySet<Dependency> }>();

/** Where the specifiers of such imports begin. */
const erasedIn = ofEachFile((own, { packageOf }) => {
  const starts = new Set(own.imports.filter((fact) => isErased({ packageOf }, own, fact)).map(({ specifierSpan }) => specifierSpan[0]));
  return starts.size > 0 ? starts : undefined;
}, (one, other) => [...one].join() === [...other].join());

/** By index; those that are told anyway left out. */
function gathered(codebase: Codebase, knotted: ReadonlySet<FilePath>, gone: ReadonlySet<Dependency>, told: readonly Circle[]): readonly Gathered[] {
  const known = gatheredWithout.get(told);
  if (known) return known;
  const found = importsOfIndexAbove(codebase.modules, loadsIn(codebase, gone), knotted, new Set(told.flatMap(({ circle }) => circle)));
  gatheredWithout.set(told, found);
  return found;
}

const gatheredWithout = new WeakMap<readonly Circle[], readonly Gathered[]>();

interface Circle {
  readonly circle: readonly Dependency[];
  /** Files that hang together with it. */
  readonly tied: number;
}

function circles(codebase: Codebase, knotted: ReadonlySet<FilePath>, gone: ReadonlySet<Dependency>, most: number): readonly Circle[] {
  const known = circlesWithout.get(gone);
  if (known?.most === most) return known.found;
  const loads = loadsIn(codebase, gone);
  const found = [...disjointCircles(codebase.modules, loads, knotted, most)].map((circle) => ({ circle, tied: filesInKnot(codebase.modules, circle, (each) => knotted.has(each.from) && knotted.has(each.to) && loads(each)) }));
  circlesWithout.set(gone, { most, found });
  return found;
}

function loadsIn(standing: Standing, gone: ReadonlySet<Dependency>): Follows {
  const counts = countsIn(standing);
  return (dependency) => counts(dependency) && !isLate(dependency) && !gone.has(dependency);
}

const circlesWithout = new WeakMap<ReadonlySet<Dependency>, { readonly most: number; readonly found: readonly Circle[] }>();

/** The shortest circle of each knot, then the shortest of what remains without its imports, and so on. */
function* disjointCircles(modules: ModuleGraph, follows: Follows, within: ReadonlySet<FilePath>, most: number): Iterable<readonly Dependency[]> {
  const told = new Set<Dependency>();
  for (let round = 0; round < most; round++) {
    const circles = [...modules.cycles((dependency) => follows(dependency) && !told.has(dependency), within)];
    if (circles.length === 0) return;
    for (const dependency of circles.flat()) told.add(dependency);
    yield* circles;
  }
}

function* reportOf([first, ...rest]: readonly Dependency[], consequence: string, tier: Tier): Iterable<Report> {
  if (!first) return;
  const isPair = rest.length === 1;
  const [name, other] = shortNames(first.from, first.to);
  const others = isPair ? `${other} import one another` : `${rest.length} more files import one another in a circle`;
  yield {
    at: { file: first.from, span: first.span },
    message: `${name} and ${others}, ${consequence}.`,
    confidence: 'certain',
    evidence: rest.map((dependency) => stepOf(dependency)),
    tier,
    data: { files: rest.length + 1 },
  };
}

function stepOf(dependency: Dependency): Step {
  let step = steps.get(dependency);
  if (!step) {
    const { from, to, span } = dependency;
    steps.set(dependency, (step = { at: { file: from, span }, shows: shortNames(from, to).join(' imports ') }));
  }
  return step;
}

/** Circles are long, and stay the same through most edits. */
const steps = new WeakMap<Dependency, Step>();

/** Turned so that it starts with the first dependency of this kind; empty when it has none. */
function startingAt(circle: readonly Dependency[], is: Follows): readonly Dependency[] {
  const start = circle.findIndex(is);
  return start < 0 ? [] : [...circle.slice(start), ...circle.slice(0, start)];
}

const ENTITY = new Set(['Entity', 'ViewEntity', 'ChildEntity', 'Embeddable', 'Table', 'Schema', 'ObjectType']);

/** Relations of one schema are circular by nature, and are read when all of it is loaded. */
function declaresEntities(facts: FileFacts | undefined): boolean {
  return facts?.classes.some(({ decorators }) => decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? facts.calls[decorator.call]?.callee : decorator;
    return callee?.kind === 'name' && ENTITY.has(callee.name);
  })) === true;
}

/** Files that reach the circle and are reached from it. */
function filesInKnot(modules: ModuleGraph, [first]: readonly Dependency[], follows: Follows): number {
  if (!first) return 0;
  const onwards = reachedFrom(first.from, (file) => modules.dependenciesOf(file).filter(follows).map(({ to }) => to));
  const backwards = reachedFrom(first.from, (file) => modules.dependentsOf(file).filter(follows).map(({ from }) => from));
  return [...onwards].filter((file) => backwards.has(file)).length;
}
