/** Reads what the files around the code say: how it is deployed, tested and shipped, who owns it, which tables there are. */

import type { CommentFact } from '../../../../rules/model/facts.ts';
import type { ClockedPath, Document, Manifests, Pipeline, Workload } from '../../../../rules/model/manifests.ts';
import type { Outcome, Problem } from '../../../../rules/model/outcome.ts';
import { type FilePath, filePath, lineStartsOf, type Span } from '../../../../rules/model/source.ts';
import type { FileSystem } from '../../platform/file-system.ts';
import { problemReading } from '../unseen.ts';
import { appEngineClocks, vercelClocks } from './clocks.ts';
import { commentsIn } from './comments.ts';
import { composeWorkloads, variablesIn } from './compose.ts';
import { filledTemplate, type Release } from './helm.ts';
import { chartOf, releasesOf } from './helm-chart.ts';
import { kubernetesObjects, type KubernetesObject, kubernetesWorkloads } from './kubernetes.ts';
import { withMigratedIndexes } from './migrated-indexes.ts';
import { folderOf, nameOf } from './paths.ts';
import { circlePipeline, githubPipeline, gitlabPipeline, otherPipeline } from './pipelines.ts';
import { dockerfileTraits, ownerRules, procfileWorkloads } from './plain-files.ts';
import { prismaModels, type SchemaFile } from './prisma.ts';
import { samWorkloads, scaledByPlatform, serverlessWorkloads } from './serverless.ts';
import { documentOf, type Format, formatOf, PLATFORM_FILES } from './what-file.ts';
import { readYaml, type YamlFile } from './yaml-view.ts';

/**
 * `files` are all files of the workspace, code or not, relative to `root`, as discovering listed them: links and ignored folders left out.
 * Throws the signal's reason when cancelled, and nothing else.
 */
export async function extractManifests(root: string, files: readonly FilePath[], fs: FileSystem, signal?: AbortSignal): Promise<Outcome<Manifests>> {
  const parts: Part[] = [];
  const wanted = files.flatMap((file) => {
    const format = formatOf(file);
    return format === undefined ? [] : [{ file, format }];
  });
  const all = new Set<string>(files);
  for (let at = 0; at < wanted.length; at += FILES_AT_ONCE) {
    signal?.throwIfAborted();
    parts.push(...(await Promise.all(wanted.slice(at, at + FILES_AT_ONCE).map(({ file, format }) => readPart(root, file, format, fs, all)))));
  }
  const present = files.flatMap((file) => documentOf(file) ?? []);
  return assembled(files, parts, present);
}

const FILES_AT_ONCE = 32;
/** UTF-16 units. Longer YAML is data: recorded traffic, translations, generated definitions. */
const LONGEST_YAML = 1_000_000;

/** What one file adds. */
interface Part {
  readonly file: FilePath;
  readonly workloads?: readonly Workload[];
  readonly objects?: readonly KubernetesObject[];
  readonly pipelines?: readonly Pipeline[];
  readonly owners?: Manifests['owners'];
  readonly documents?: readonly Document[];
  readonly packages?: Manifests['packages'];
  readonly clocks?: readonly ClockedPath[];
  readonly schema?: SchemaFile;
  readonly migration?: SchemaFile;
  readonly lineStarts?: readonly number[];
  readonly comments?: readonly CommentFact[];
  readonly problems?: readonly Problem[];
}

async function readPart(root: string, file: FilePath, format: Format, fs: FileSystem, all: ReadonlySet<string>): Promise<Part> {
  const read = await fs.readText(root === '' ? file : `${root}/${file}`);
  if (!read.ok) return format === 'package' || ((format === 'yaml' || format === 'migration') && read.why === 'too-large') ? { file } : { file, problems: [problemReading(file, read.why)] };
  if (read.text.length > LONGEST_YAML) return format === 'yaml' || format === 'migration' ? { file } : { file, problems: [problemReading(file, 'too-large')] };
  const chart = format === 'yaml' ? chartOf(file, all) : undefined;
  if (chart !== undefined) return templatePart(file, read.text, await releasesOf(chart, (other) => textAt(root, other, fs, all)));
  const said = PARTS[format](file, read.text, format === 'compose' ? await besides(root, file, fs, all) : '');
  return { ...said, file, ...(hasPlaces(said) && { lineStarts: lineStartsOf(read.text), comments: commentsIn(read.text, format) }) };
}

/** The `.env` file that compose reads by itself, where it is part of the repository. */
async function besides(root: string, file: FilePath, fs: FileSystem, all: ReadonlySet<string>): Promise<string> {
  const folder = folderOf(file);
  return (await textAt(root, filePath(folder === '' ? '.env' : `${folder}/.env`), fs, all)) ?? '';
}

async function textAt(root: string, file: FilePath, fs: FileSystem, all: ReadonlySet<string>): Promise<string | undefined> {
  const read = all.has(file) ? await fs.readText(root === '' ? file : `${root}/${file}`) : undefined;
  return read?.ok && read.text.length <= LONGEST_YAML ? read.text : undefined;
}

/** As each release fills it in; templates that make no YAML by what we understand of them say nothing. */
function templatePart(file: FilePath, text: string, releases: readonly Release[]): Part {
  const filled = releases.map((release) => filledTemplate(text, release));
  const objects = filled.flatMap((each) => (/^kind\s*:/m.test(each) && /^apiVersion\s*:/m.test(each) ? kubernetesObjects(file, readYaml(file, each).documents).map((object) => ({ ...object, isOfChart: true as const })) : []));
  const [first] = filled;
  return objects.length > 0 && first !== undefined ? { file, objects, lineStarts: lineStartsOf(first), comments: commentsIn(first, 'yaml') } : { file };
}

type Said = Omit<Part, 'file' | 'lineStarts' | 'comments'>;

const PARTS: Readonly<Record<Format, (file: FilePath, text: string, variables: string) => Said>> = {
  compose: (file, text, variables) => fromYaml(file, text, ({ documents }) => ({ workloads: documents.flatMap((each) => composeWorkloads(file, each, variablesIn(variables))) })),
  github: (file, text) => fromYaml(file, text, ({ documents }) => ({ pipelines: documents.flatMap((each) => githubPipeline(file, each)) })),
  gitlab: (file, text) => fromYaml(file, text, ({ documents }) => ({ pipelines: documents.flatMap((each) => gitlabPipeline(file, each)) })),
  circleci: (file, text) => fromYaml(file, text, ({ documents }) => ({ pipelines: documents.flatMap((each) => circlePipeline(file, each)) })),
  'other-pipeline': (file, text) => fromYaml(file, text, ({ documents }) => ({ pipelines: otherPipeline(file, documents) })),
  'pipeline-text': (file, text) => ({ pipelines: [linesAsPipeline(file, text)] }),
  yaml: unnamedYaml,
  prisma: (file, text) => ({ schema: { file, text } }),
  migration: (file, text) => (/\bINDEX\b/i.test(text) ? { migration: { file, text } } : {}),
  procfile: (file, text) => ({ workloads: procfileWorkloads(file, text) }),
  owners: (file, text) => ({ owners: ownerRules(file, text) }),
  dockerfile: (file, text) => ({ documents: [{ kind: 'dockerfile', file, traits: dockerfileTraits(text) }] }),
  package: (file, text) => ({ packages: [{ root: folderOf(file), at: { file, span: nameInPackage(text) } }] }),
  // JSON is YAML as well; what is wrong with it is for others to say.
  vercel: (file, text) => ({ clocks: readYaml(file, text).documents.flatMap((each) => vercelClocks(file, each)) }),
  cron: (file, text) => fromYaml(file, text, ({ documents }) => ({ clocks: documents.flatMap((each) => appEngineClocks(file, each)) })),
  python: (file, text) => (/^\s*(from|import)\s+locust\b/m.test(text) ? { documents: [{ kind: 'load-test', file, traits: ['locust'] }] } : {}),
};

/** YAML that has no name of its own: told apart by its first keys, and left alone when it is none of ours. */
function unnamedYaml(file: FilePath, text: string): Said {
  if (/^kind\s*:/m.test(text) && /^apiVersion\s*:/m.test(text)) return fromYaml(file, text, ({ documents }) => ({ objects: kubernetesObjects(file, documents) }));
  if (/^functions\s*:/m.test(text) && /^provider\s*:/m.test(text)) return fromYaml(file, text, ({ documents }) => ({ workloads: documents.flatMap((each) => serverlessWorkloads(file, each)) }));
  if (/AWS::(Serverless|Lambda)::Function/.test(text)) return fromYaml(file, text, ({ documents }) => ({ workloads: documents.flatMap((each) => samWorkloads(file, each)) }));
  if (/^(openapi|swagger|asyncapi)\s*:/m.test(text)) return { documents: [{ kind: 'api-contract', file, traits: ['openapi'] }] };
  if (/^scenarios\s*:/m.test(text) && /^config\s*:/m.test(text)) return { documents: [{ kind: 'load-test', file, traits: ['artillery'] }] };
  return {};
}

/** A template (Helm, Jinja) is YAML only after someone filled it in. */
function fromYaml(file: FilePath, text: string, read: (yaml: YamlFile) => Said): Said {
  if (/\{\{-?\s*(\.|if|include|range|with|define|toYaml|template|\$)|\{%/.test(text.replace(/\$\{\{/g, ''))) return {};
  const yaml = readYaml(file, text);
  return { ...read(yaml), problems: yaml.problems };
}

function linesAsPipeline(file: FilePath, text: string): Pipeline {
  const commands = [...text.matchAll(/[^\r\n]+/g)].map((found) => ({ text: found[0].trim(), at: { file, span: [found.index, found.index + found[0].length] as const } }));
  return { system: 'other', file, name: nameOf(file), triggers: [], commands, uses: [], manualGates: [], deploys: /\bdeploy/i.test(text), at: { file, span: [0, 1] } };
}

function hasPlaces({ workloads, objects, pipelines, owners, packages, schema, problems }: Said): boolean {
  return [workloads, objects, pipelines, owners, packages, problems].some((each) => each !== undefined && each.length > 0) || schema !== undefined;
}

function assembled(files: readonly FilePath[], parts: readonly Part[], present: readonly Document[]): Outcome<Manifests> {
  const { models, problems } = prismaModels(parts.flatMap(({ schema }) => schema ?? []));
  const said = parts.flatMap(({ documents }) => documents ?? []);
  const clocks = parts.flatMap((part) => part.clocks ?? []);
  const lineStarts = new Map(parts.flatMap(({ file, lineStarts: starts }) => (starts ? [[file, starts] as const] : [])));
  return {
    value: {
      lineStarts,
      comments: new Map(parts.flatMap(({ file, comments = [] }) => (comments.length > 0 ? [[file, comments] as const] : []))),
      workloads: [...parts.flatMap(({ workloads }) => workloads ?? []), ...kubernetesWorkloads(parts.flatMap(({ objects }) => objects ?? [])), ...platformWorkloads(files)],
      models: withMigratedIndexes(models, parts.flatMap(({ migration }) => migration ?? [])),
      packages: parts.flatMap(({ packages }) => packages ?? []),
      ...(clocks.length > 0 && { clocks }),
      pipelines: parts.flatMap(({ pipelines }) => pipelines ?? []),
      owners: effectiveOwners(parts),
      documents: [...present.filter(({ file }) => !said.some((other) => other.file === file)), ...said],
    },
    problems: [...parts.flatMap((part) => part.problems ?? []), ...problems],
  };
}

/** The name with its quotes, else the opening brace. */
function nameInPackage(text: string): Span {
  const found = /"name"\s*:\s*("[^"\n]*")/.exec(text);
  return found?.[1] === undefined ? [0, 1] : [found.index + found[0].length - found[1].length, found.index + found[0].length];
}

/** GitHub obeys the first CODEOWNERS it finds: in .github, at the root, in docs. */
function effectiveOwners(parts: readonly Part[]): Manifests['owners'] {
  const order = ['.github', '', 'docs', '.gitlab'];
  const found = parts.filter(({ owners }) => owners !== undefined).sort((a, b) => order.indexOf(folderOf(a.file)) - order.indexOf(folderOf(b.file)));
  return found[0]?.owners ?? [];
}

function platformWorkloads(files: readonly FilePath[]): readonly Workload[] {
  return files.flatMap((file) => {
    const name = nameOf(file);
    const platform = Object.hasOwn(PLATFORM_FILES, name) ? PLATFORM_FILES[name] : undefined;
    if (!platform) return [];
    const folder = folderOf(file);
    return [{ ...scaledByPlatform(file, 'platform', platform.kind, nameOf(folder) || platform.kind, { file, span: [0, 0] }), hasAutoscaler: platform.isScaled }];
  });
}
