/** What we use of dependency-cruiser beyond its public names; a test holds it to what `cruise` says. */

declare module '*/dependency-cruiser/src/validate/index.mjs' {
  /** Rules as given by `normalizeRuleSet`. */
  export function validateDependency(ruleSet: object, from: { readonly source: string }, to: object): { readonly valid: boolean; readonly rules?: readonly { readonly name: string; readonly severity: string }[] };
}

declare module '*/dependency-cruiser/src/main/rule-set/normalize.mjs' {
  export default function normalizeRuleSet(ruleSet: object): object;
}

declare module '*/dependency-cruiser/src/config-utl/extract-depcruise-config/read-config.mjs' {
  /** JSON5, or the default export of a module. */
  export default function readConfig(path: string): Promise<object>;
}

declare module '*/dependency-cruiser/src/config-utl/extract-depcruise-config/merge-configs.mjs' {
  export default function mergeConfigs(extended: object, base: object): object;
}

declare module '*/dependency-cruiser/src/config-utl/extract-known-violations.mjs' {
  export default function extractKnownViolations(path: string): Promise<readonly object[]>;
}

declare module '*/dependency-cruiser/configs/recommended.cjs' {
  const config: Readonly<Record<string, unknown>>;
  export default config;
}

declare module '*/dependency-cruiser/configs/recommended-strict.cjs' {
  const config: Readonly<Record<string, unknown>>;
  export default config;
}

declare module '*/dependency-cruiser/configs/recommended-warn-only.cjs' {
  const config: Readonly<Record<string, unknown>>;
  export default config;
}
