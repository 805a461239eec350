/** Which files around the code are read, by their names. */

import type { Document } from '../../../../rules/model/manifests.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { nameOf } from './paths.ts';

/** How a file is read; `yaml` stands for any of the things YAML is used for, told apart by what is in it. */
export type Format = 'compose' | 'github' | 'gitlab' | 'circleci' | 'other-pipeline' | 'pipeline-text' | 'yaml' | 'prisma' | 'procfile' | 'owners' | 'dockerfile' | 'python' | 'package' | 'migration' | 'vercel' | 'cron';

export function formatOf(file: FilePath): Format | undefined {
  const name = nameOf(file);
  if (/^(pnpm-lock|pnpm-workspace)\.yaml$/.test(name)) return undefined;
  return FORMATS.find(([pattern, , where]) => pattern.test(where === 'path' ? file : name))?.[1];
}

const FORMATS: readonly (readonly [pattern: RegExp, format: Format, where?: 'path'])[] = [
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, 'github', 'path'],
  [/^\.gitlab-ci\.ya?ml$/, 'gitlab', 'path'],
  [/^\.circleci\/config\.ya?ml$/, 'circleci', 'path'],
  [/^(azure-pipelines|bitbucket-pipelines|buildspec|\.travis|cloudbuild|\.drone|appveyor|\.woodpecker|\.semaphore\/semaphore)[^/]*\.ya?ml$/, 'other-pipeline', 'path'],
  [/^(Jenkinsfile|\.buildkite\/pipeline\.ya?ml|dagger\.json|\.teamcity\/settings\.kts)$/, 'pipeline-text', 'path'],
  [/^(docker-)?compose([._-][\w.-]+)?\.ya?ml$/, 'compose'],
  [/^(\.github\/|\.gitlab\/|docs\/)?CODEOWNERS$/, 'owners', 'path'],
  [/\.prisma$/, 'prisma'],
  [/(^|\/)migrations?\/.*\.sql$/, 'migration', 'path'],
  [/^Procfile$/, 'procfile'],
  [/^(Dockerfile|Containerfile)([.-][\w.-]+)?$|\.(Dockerfile|dockerfile)$/, 'dockerfile'],
  [/^(package|project)\.json$/, 'package'],
  [/^vercel\.json$/, 'vercel'],
  [/^cron\.ya?ml$/, 'cron'],
  [/(^|[/_.-])(locust|load|perf|performance|stress|bench)[^/]*(\/[^/]+)?\.py$/i, 'python', 'path'],
  [/\.ya?ml$/, 'yaml'],
];

/** What a file's mere presence says. */
export function documentOf(file: FilePath): Document | undefined {
  const name = nameOf(file);
  for (const [pattern, kind, trait, where] of DOCUMENTS) {
    if (pattern.test(where === 'path' ? file : name)) return { kind, file, traits: trait === undefined ? [] : [trait] };
  }
  return undefined;
}

const DOCUMENTS: readonly (readonly [pattern: RegExp, kind: Document['kind'], trait?: string | undefined, where?: 'path'])[] = [
  [/^readme(\.(md|mdx|rst|txt|adoc))?$/i, 'readme'],
  [/^(openapi|swagger)[\w.-]*\.(ya?ml|json)$|\.(openapi|swagger)\.(ya?ml|json)$|^asyncapi\.(ya?ml|json)$/i, 'api-contract', 'openapi'],
  [/\.(graphql|graphqls|gql)$/, 'api-contract', 'graphql'],
  [/\.proto$/, 'api-contract', 'proto'],
  [/\.(test|spec|e2e-spec|e2e|integration|cy)\.[cm]?[jt]sx?$/, 'test'],
  [/(^|\/)(__tests__|tests?|specs?|e2e)\/.*\.[cm]?[jt]sx?$/, 'test', undefined, 'path'],
  [/\.tf(\.json)?$/, 'infrastructure-as-code', 'terraform'],
  [/^Pulumi\.ya?ml$/, 'infrastructure-as-code', 'pulumi'],
  [/^cdk\.json$/, 'infrastructure-as-code', 'cdk'],
  [/^sst\.config\.[cm]?[jt]s$/, 'infrastructure-as-code', 'sst'],
  [/^Chart\.ya?ml$/, 'infrastructure-as-code', 'helm'],
  [/^kustomization\.ya?ml$/, 'infrastructure-as-code', 'kustomize'],
  [/^(ansible\.cfg|playbook\.ya?ml)$/, 'infrastructure-as-code', 'ansible'],
  [/^(?!\.(github|gitlab|circleci)\/)(.*\/)?(captain-definition|app\.json|deploy\.ya?ml)$/, 'infrastructure-as-code', 'platform', 'path'],
  [/(^|[./_-])(k6|artillery|autocannon|load-?tests?|load-?gen(erator)?|stress-?tests?|gatling|locust)([./_-]|$).*\.(js|mjs|cjs|ts|mts|ya?ml|py|json|jmx|sh)$/i, 'load-test', undefined, 'path'],
  [/\.jmx$/, 'load-test'],
];

/** Platforms known by one file: they start copies themselves (`isScaled`), or run as many as someone asked for. */
export const PLATFORM_FILES: Readonly<Record<string, { readonly kind: string; readonly isScaled: boolean }>> = {
  'vercel.json': { kind: 'vercel', isScaled: true },
  'netlify.toml': { kind: 'netlify', isScaled: true },
  'wrangler.toml': { kind: 'cloudflare', isScaled: true },
  'wrangler.json': { kind: 'cloudflare', isScaled: true },
  'wrangler.jsonc': { kind: 'cloudflare', isScaled: true },
  'apphosting.yaml': { kind: 'firebase', isScaled: true },
  'app.yaml': { kind: 'app-engine', isScaled: true },
  'fly.toml': { kind: 'fly', isScaled: false },
  'render.yaml': { kind: 'render', isScaled: false },
  'railway.json': { kind: 'railway', isScaled: false },
  'railway.toml': { kind: 'railway', isScaled: false },
};
