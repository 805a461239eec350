/** Lists that people make by hand, one entry at a time: a shop has ten thousand orders and three locales. */

const FEW = /^(?:admins?|attachments?|badges?|brands?|categor(?:y|ies)|channels?|columns?|configs?|configurations?|connectors?|controllers?|countr(?:y|ies)|currenc(?:y|ies)|dashboards?|domains?|drivers?|environments?|envs?|extensions?|features?|fields?|filters?|flags?|hosts?|integrations?|kinds?|languages?|layers?|limits?|locales?|locations?|methods?|migrations?|moderators?|modules?|namespaces?|networks?|options?|owners?|packs?|packages?|partners?|permissions?|plans?|plugins?|policies|policy|presets?|privileges?|propert(?:y|ies)|platforms?|processors?|providers?|queues?|realms?|regions?|replicas?|resources?|rewards?|roles?|rules?|schedules?|schemas?|scopes?|screenshots?|sections?|servers?|services?|sets?|settings?|shards?|skins?|sources?|stages?|steps?|strategies|tags?|taxes|themes?|thumbs?|tiers?|timezones?|translations?|types?|variants?|variations?|widgets?|workers?|zones?)$/i;

/** By the last word of a name, before `ids`, `names` or `list`: `allowedDomains`, `roleIds`, `order_status`. */
export function isFewByNature(name: string): boolean {
  const last = lastWordOf(name);
  return last !== undefined && FEW.test(last);
}

/** The same, and what one person belongs to; of the whole product there may be many. */
export function isFewOfOne(name: string): boolean {
  const last = lastWordOf(name);
  return last !== undefined && (FEW.test(last) || /^(?:organi[sz]ations?|projects?|teams?|workspaces?)$/i.test(last));
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
