/** Options, declared once: the type, the default, the JSON schema and the table in the docs all follow. */

export interface OptionSpec<Value> {
  readonly default: Value;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends OptionSpec<infer Value> ? Value : never;
};

interface Declared<Value> {
  readonly default: Value;
  readonly description: string;
}

export const option = {
  count: (spec: Declared<number>): OptionSpec<number> => ({ ...spec, schema: { type: 'integer', minimum: 0 } }),
  flag: (spec: Declared<boolean>): OptionSpec<boolean> => ({ ...spec, schema: { type: 'boolean' } }),
  names: (spec: Declared<readonly string[]>): OptionSpec<readonly string[]> => ({
    ...spec,
    schema: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  }),
  oneOf: <const Choice extends string>(choices: readonly Choice[], spec: Declared<NoInfer<Choice>>): OptionSpec<Choice> => ({
    ...spec,
    schema: { enum: choices },
  }),
};

export function defaultsOf<Specs extends OptionSpecs>(specs: Specs): OptionValues<Specs> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default])) as OptionValues<Specs>;
}
