/** Lists that people make by hand, one entry at a time: a shop has ten thousand orders and three locales. */

/** Few in the whole product, so that their table is short. */
const FEW = /^(?:admins?|badges?|categor(?:y|ies)|configs?|configurations?|connectors?|countr(?:y|ies)|currenc(?:y|ies)|domains?|environments?|envs?|features?|flags?|integrations?|kinds?|languages?|limits?|locales?|locations?|methods?|migrations?|moderators?|networks?|options?|partners?|permissions?|plans?|platforms?|plugins?|policies|policy|presets?|privileges?|propert(?:y|ies)|providers?|queues?|realms?|regions?|roles?|scopes?|sections?|servers?|settings?|shards?|tags?|taxes|themes?|tiers?|timezones?|types?|zones?)$/i;

/** Few of each thing they belong to, and what one person belongs to; of the whole product there may be many. */
const FEW_OF_ONE = /^(?:attachments?|brands?|channels?|columns?|controllers?|dashboards?|drivers?|extensions?|fields?|filters?|hosts?|layers?|modules?|namespaces?|organi[sz]ations?|owners?|packages?|processors?|projects?|replicas?|resources?|rules?|schedules?|schemas?|screenshots?|services?|sets?|sources?|stages?|steps?|strategies|teams?|translations?|variants?|variations?|widgets?|workers?|workspaces?)$/i;

/** By the last word of a name, before `ids`, `names` or `list`: `allowedDomains`, `roleIds`. */
export function isFewByNature(name: string): boolean {
  const last = lastWordOf(name);
  return last !== undefined && FEW.test(last);
}

export function isFewOfOne(name: string): boolean {
  const last = lastWordOf(name);
  return last !== undefined && (FEW.test(last) || FEW_OF_ONE.test(last));
}

function lastWordOf(name: string): string | undefined {
  const words = (name.split('.').findLast((each) => !each.endsWith('()')) ?? '').split(/(?<=[a-z\d])(?=[A-Z])|_/);
  return words.findLast((each) => !/^(?:ids?|names?|slugs?|lists?|keys?|uuids?|rows?|data|entries|items?|to|add|remove|delete|update|sync|entity|model|repository|table|collection)$/i.test(each));
}

/** What is written each time somebody does something: messages, visits, results. */
export function growsWithTime(name: string): boolean {
  const last = lastWordOf(name);
  return last !== undefined && GROWS.test(last);
}

const GROWS = /^(?:message|event|log|notification|transaction|activit(?:y|ie)|audit|histor(?:y|ie)|result|answer|response|submission|visit|view|click|execution|reading|measurement|vote|comment|trace|observation|score|impression|transfer|deliver(?:y|ie))s?$/i;
