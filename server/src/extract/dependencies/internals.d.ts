/** What we use of dependency-cruiser beyond its public names; a test holds it to what `cruise` says. */

declare module '*/dependency-cruiser/src/validate/index.mjs' {
  /** Rules as given by `normalizeRuleSet`. */
  export function validateDependency(ruleSet: object, from: { readonly source: string }, to: object): { readonly valid: boolean; readonly rules?: readonly { readonly name: string; readonly severity: string }[] };
}

declare module '*/dependency-cruiser/src/main/rule-set/normalize.mjs' {
  export default function normalizeRuleSet(ruleSet: object): object;
}
