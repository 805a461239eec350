/** Lists that people make by hand, one entry at a time: a shop has ten thousand orders and three locales. */

const FEW = /^(?:admins?|brands?|channels?|columns?|configs?|connectors?|controllers?|currenc(?:y|ies)|dashboards?|domains?|drivers?|environments?|envs?|extensions?|features?|fields?|filters?|flags?|hosts?|integrations?|kinds?|languages?|layers?|limits?|locales?|migrations?|moderators?|modules?|namespaces?|networks?|options?|organi[sz]ations?|owners?|packages?|permissions?|plans?|projects?|plugins?|policies|policy|presets?|privileges?|processors?|prompts?|providers?|queues?|realms?|regions?|replicas?|resources?|rewards?|roles?|schedules?|schemas?|scopes?|screenshots?|sections?|servers?|services?|sets?|settings?|shards?|skins?|sources?|stages?|steps?|strategies|tags?|teams?|themes?|thumbs?|tiers?|types?|variants?|variations?|widgets?|workers?|workspaces?|zones?)$/i;

/** By the last word of its name, and by the one before `ids`, `names` or `list`: `allowedDomains`, `roleIds`. */
export function isFewByNature(name: string): boolean {
  const words = (name.split('.').findLast((each) => !/\(\)$/.test(each)) ?? '').split(/(?<=[a-z\d])(?=[A-Z])|_/).map((each) => each.toLowerCase());
  const last = words.findLast((each) => !/^(?:ids?|names?|slugs?|lists?|uuids?|rows?|data|entries|items?|to|add|remove|delete|update|sync)$/.test(each));
  return last !== undefined && FEW.test(last);
}
