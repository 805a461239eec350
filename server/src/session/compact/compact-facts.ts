/**
 * The facts of a file as a session keeps them, saying the same in half the memory.
 *
 * Spans are packed and given out when asked for, lists have no room for more, equal texts and empty lists are one, and nothing holds the text that
 * it was cut from. A class for what there is most of keeps each of its things in as few words as there are fields. A run of the command line, which
 * ends before memory matters, keeps facts as they were read.
 */

import type { AssignmentFact, ClassFact, ExportFact, FieldFact, FileFacts, LoopFact, TypeFact } from '../../../../rules/model/facts.ts';
import { compactExpression, compactExpressions, compactList, compactType, compactTypes } from './compact-expression.ts';
import type { Intern } from './interned.ts';
import { CompactBinding, CompactBranch, CompactCall, CompactFunction, CompactImport } from './spanned.ts';

export function compactFacts(facts: FileFacts, intern: Intern): FileFacts {
  return {
    ...facts,
    lineStarts: facts.lineStarts.slice(),
    directives: compactList(facts.directives, intern),
    imports: compactList(facts.imports, (each) => new CompactImport(each, intern)),
    exports: compactList(facts.exports, (each) => compactExport(each, intern)),
    bindings: compactList(facts.bindings, (each) => new CompactBinding(each, intern)),
    functions: compactList(facts.functions, (each) => new CompactFunction(each, intern)),
    classes: compactList(facts.classes, (each) => compactClass(each, intern)),
    types: compactList(facts.types, (each) => compactTypeFact(each, intern)),
    calls: compactList(facts.calls, (each) => new CompactCall(each, intern)),
    assignments: compactList(facts.assignments, (each) => compactAssignment(each, intern)),
    loops: compactList(facts.loops, (each) => compactLoop(each, intern)),
    branches: compactList(facts.branches, (each) => new CompactBranch(each, intern)),
    directivesToTenfold: compactList(facts.directivesToTenfold, (each) => ({ ...each, text: intern(each.text) })),
  };
}

function compactExport(fact: ExportFact, intern: Intern): ExportFact {
  switch (fact.kind) {
    case 'local':
      return { ...fact, name: intern(fact.name), value: compactExpression(fact.value, intern) };
    case 'from':
      return { ...fact, name: intern(fact.name), imported: intern(fact.imported), specifier: intern(fact.specifier) };
    case 'all':
      return { ...fact, specifier: intern(fact.specifier) };
    case 'assign':
      return { ...fact, value: compactExpression(fact.value, intern) };
  }
}

function compactClass(fact: ClassFact, intern: Intern): ClassFact {
  return {
    ...fact,
    name: intern(fact.name),
    ...(fact.extends && { extends: compactExpression(fact.extends, intern) }),
    ...(fact.extendsArguments && { extendsArguments: compactTypes(fact.extendsArguments, intern) }),
    implements: compactTypes(fact.implements, intern),
    decorators: compactExpressions(fact.decorators, intern),
    fields: compactList(fact.fields, (each) => compactField(each, intern)),
    methods: compactList(fact.methods, (each) => ({ ...each, name: intern(each.name), decorators: compactExpressions(each.decorators, intern) })),
  };
}

function compactField(fact: FieldFact, intern: Intern): FieldFact {
  return {
    ...fact,
    name: intern(fact.name),
    ...(fact.type && { type: compactType(fact.type, intern) }),
    ...(fact.value && { value: compactExpression(fact.value, intern) }),
    decorators: compactExpressions(fact.decorators, intern),
  };
}

function compactTypeFact(fact: TypeFact, intern: Intern): TypeFact {
  return {
    ...fact,
    name: intern(fact.name),
    extends: compactTypes(fact.extends, intern),
    members: compactList(fact.members, (member) => ({ ...member, name: intern(member.name), ...(member.type && { type: compactType(member.type, intern) }) })),
    ...(fact.type && { type: compactType(fact.type, intern) }),
    ...(fact.parameters && { parameters: compactList(fact.parameters, intern) }),
  };
}

function compactAssignment(fact: AssignmentFact, intern: Intern): AssignmentFact {
  return { ...fact, target: compactExpression(fact.target, intern), ...(fact.value && { value: compactExpression(fact.value, intern) }) };
}

function compactLoop(fact: LoopFact, intern: Intern): LoopFact {
  return { ...fact, ...(fact.over && { over: compactExpression(fact.over, intern) }), variables: compactList(fact.variables, (each) => each) };
}
