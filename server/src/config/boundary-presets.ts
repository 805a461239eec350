/** Ready-made boundaries for the usual shapes of a backend, found by the names folders have there. */

import type { Boundaries, BoundaryRule, Named } from './boundaries.ts';

export interface Preset {
  readonly description: string;
  readonly parts: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly PresetRule[];
}

export interface PresetRule {
  readonly name: string;
  readonly because: string;
  readonly from?: string;
  readonly mayNotImport?: readonly string[];
  readonly to?: string;
  readonly onlyFrom?: readonly string[];
  readonly each?: string;
  readonly through?: readonly string[];
}

export const BOUNDARY_PRESETS: Readonly<Record<'layered' | 'hexagonal' | 'modular-monolith' | 'nest' | 'next' | 'fastify', Preset>> = {
  layered: {
    description: 'Routes and controllers above services above data: nothing imports upwards.',
    parts: {
      presentation: ['**/{controllers,controller,routes,routers,handlers,resolvers}'],
      business: ['**/{services,service,usecases,use-cases,business}'],
      data: ['**/{repositories,repository,dao,daos,entities,models,persistence}'],
    },
    rules: [
      { name: 'business-above-presentation', from: 'business', mayNotImport: ['presentation'], because: 'Business logic knows nothing of routes and controllers, so that it can be called from anywhere.' },
      { name: 'data-above-business', from: 'data', mayNotImport: ['business', 'presentation'], because: 'Data access knows nothing of what it is used for.' },
    ],
  },
  hexagonal: {
    description: 'The domain in the middle knows nobody; the application knows the domain; adapters know both.',
    parts: {
      domain: ['**/domain'],
      application: ['**/{application,usecases,use-cases,ports}'],
      adapters: ['**/{adapters,adapter,infrastructure,infra}'],
    },
    rules: [
      { name: 'domain-knows-nobody', from: 'domain', mayNotImport: ['application', 'adapters'], because: 'The domain knows neither the application nor what it is connected to.' },
      { name: 'application-knows-no-adapter', from: 'application', mayNotImport: ['adapters'], because: 'The application names a port; an adapter fills it in.' },
    ],
  },
  'modular-monolith': {
    description: 'Each folder of modules/ is entered through its index only.',
    parts: {},
    rules: [
      { name: 'module-entered-by-its-index', each: '**/modules/*', through: ['{index,public-api}.*'], because: 'A module is entered through its index, so that what is inside can change.' },
    ],
  },
  nest: {
    description: 'Controllers, resolvers and gateways above services above entities and repositories, by the endings of file names in NestJS.',
    parts: {
      entries: ['**/*.{controller,resolver}.{ts,js}'],
      services: ['**/*.service.{ts,js}'],
      data: ['**/*.{entity,repository,schema}.{ts,js}'],
    },
    rules: [
      { name: 'service-knows-controller', from: 'services', mayNotImport: ['entries'], because: 'A service is called by controllers, resolvers and consumers alike, so it imports none of them.' },
      { name: 'data-knows-service', from: 'data', mayNotImport: ['services', 'entries'], because: 'An entity or repository knows nothing of what it is used for.' },
    ],
  },
  next: {
    description: 'Route handlers, pages and layouts of Next.js are called by Next.js alone.',
    parts: { called: ['**/app/**/{route,page,layout,template,loading,not-found}.{ts,tsx,js,jsx}', '**/pages/api/**'] },
    rules: [
      { name: 'route-imported', to: 'called', onlyFrom: [], because: 'Next.js calls this file itself; what others need of it belongs into a module of its own.' },
    ],
  },
  fastify: {
    description: 'Plugins are shared by all routes and know none of them, as fastify-cli lays a project out.',
    parts: { plugins: ['**/plugins'], routes: ['**/routes'] },
    rules: [
      { name: 'plugin-knows-route', from: 'plugins', mayNotImport: ['routes'], because: 'Plugins are loaded before routes and shared by all of them.' },
    ],
  },
};

/** What the presets say, with the team's own parts in place of theirs, and then the team's own rules. */
export function withPresets({ presets, parts, rules }: Boundaries): Pick<Boundaries, 'parts' | 'rules'> {
  const chosen = presets.flatMap((named) => (isPreset(named.text) ? [{ named, preset: BOUNDARY_PRESETS[named.text] }] : []));
  const presetParts = chosen.flatMap(({ named, preset }) => Object.entries(preset.parts).map(([name, globs]) => ({ name, places: globs.map((text) => ({ ...named, text })) })));
  const presetRules = chosen.flatMap(({ named, preset }) => preset.rules.map(({ name, because, from, mayNotImport, to, onlyFrom, each, through }): BoundaryRule => {
    const word = (text: string): Named => ({ ...named, text });
    return {
      name, because, severity: 'warn', exceptTypes: false,
      ...(from !== undefined && { from: word(from) }),
      ...(mayNotImport && { mayNotImport: mayNotImport.map(word) }),
      ...(to !== undefined && { to: word(to) }),
      ...(onlyFrom && { onlyFrom: onlyFrom.map(word) }),
      ...(each !== undefined && { each: word(each) }),
      ...(through && { through: through.map(word) }),
    };
  }));
  return { parts: [...presetParts.filter(({ name }) => !parts.some((each) => each.name === name)), ...parts], rules: [...presetRules, ...rules] };
}

function isPreset(name: string): name is keyof typeof BOUNDARY_PRESETS {
  return Object.hasOwn(BOUNDARY_PRESETS, name);
}
