/** What `tenfold/rules` gives: all that a rule in code is made with. Types describe the facts; functions are the kit of our own rules. */

export { defineRule, type FixContext, type Report, type Rule, type RuleDefinition, type Scope, type Step } from './kit/define-rule.ts';
export { option, type OptionSpec, type OptionValues } from './kit/options.ts';
export { callerName, confidenceOf, reportOnPath, stepsOf, weakest } from './kit/request-path-report.ts';
export { iterationsAround, type Iteration } from './kit/iterations.ts';
export { leadsTo, type Lead } from './kit/leads-to.ts';
export { nameOf } from './kit/names.ts';
export { isRemembered } from './kit/once.ts';
export { isBounded } from './kit/bounds.ts';
export { dependsOn, namesIn, reaches } from './kit/data-flow.ts';
export { requestInputIn, type RequestInput } from './kit/request-input.ts';
export { filesReachedBy, isServing, placeOfService, requestsTo } from './kit/deployed-service.ts';
export { shortName } from './kit/short-name.ts';
export { ownersBy } from './kit/owners-of.ts';
export { addressOf, serviceCalled } from './kit/service-called.ts';
export { callsBetweenServices, importsBetweenServices, type ServiceLink } from './kit/service-links.ts';

export type { Codebase } from './model/codebase.ts';
export type * from './model/expression.ts';
export type * from './model/facts.ts';
export type * from './model/finding.ts';
export { functionId, partsOfFunctionId, type FunctionId } from './model/function-id.ts';
export { siteOf, type Call, type CallEdge, type CallGraph, type Dependency, type ModuleGraph, type ReachedCall, type RequestPath, type RequestPaths } from './model/graphs.ts';
export type * from './model/manifests.ts';
export type * from './model/operations.ts';
export type { FilePath, Location, Position, Range, Site, Span } from './model/source.ts';
export type { Origin, Value, Values } from './model/values.ts';
export { isRequest, type EntryPoint, type Package, type Scale, type Service, type Workspace } from './model/workspace.ts';
