/** What a file has most of, with one or more spans each, as a session keeps it. See compact-facts. */

import type { Expression, TypeReference } from '../../../../rules/model/expression.ts';
import type { BindingFact, BranchFact, CallFact, FunctionFact, ImportFact, ParameterFact } from '../../../../rules/model/facts.ts';
import { type AllOf, compactExpression, compactExpressions, compactList, compactType, compactTypes } from './compact-expression.ts';
import type { Intern } from './interned.ts';
import { packed, unpacked, type PackedSpan } from './packed-span.ts';

/** Where something is, said when asked. A thing written as JSON says it too. */
class Spanned {
  readonly #span: PackedSpan;

  constructor(span: PackedSpan) {
    this.#span = span;
  }

  get span() {
    return unpacked(this.#span);
  }

  toJSON(): object {
    return { ...this, span: this.span };
  }
}

export class CompactImport extends Spanned implements AllOf<ImportFact> {
  readonly specifier: string;
  readonly kind: ImportFact['kind'];
  readonly isErasable: boolean;
  readonly isLazy: boolean;
  readonly keywordEnd: number | undefined;
  readonly #specifierSpan: PackedSpan;

  constructor(fact: ImportFact, intern: Intern) {
    super(packed(fact.span));
    this.specifier = intern(fact.specifier);
    this.kind = fact.kind;
    this.isErasable = fact.isErasable;
    this.isLazy = fact.isLazy;
    this.keywordEnd = fact.keywordEnd;
    this.#specifierSpan = packed(fact.specifierSpan);
  }

  get specifierSpan() {
    return unpacked(this.#specifierSpan);
  }

  override toJSON(): object {
    return { ...super.toJSON(), specifierSpan: this.specifierSpan };
  }
}

export class CompactBinding extends Spanned implements AllOf<BindingFact> {
  readonly name: string;
  readonly kind: BindingFact['kind'];
  readonly in: number;
  readonly import: BindingFact['import'];
  readonly type: TypeReference | undefined;
  readonly value: Expression | undefined;
  readonly isReassigned: boolean;
  readonly isUsedAsValue: boolean;
  readonly isAwaited: true | undefined;

  constructor(fact: BindingFact, intern: Intern) {
    super(packed(fact.span));
    this.name = intern(fact.name);
    this.kind = fact.kind;
    this.in = fact.in;
    this.import = fact.import && { ...fact.import, specifier: intern(fact.import.specifier), name: intern(fact.import.name) };
    this.type = fact.type && compactType(fact.type, intern);
    this.value = fact.value && compactExpression(fact.value, intern);
    this.isReassigned = fact.isReassigned;
    this.isUsedAsValue = fact.isUsedAsValue;
    this.isAwaited = fact.isAwaited;
  }
}

export class CompactFunction extends Spanned implements AllOf<FunctionFact> {
  readonly name: string;
  readonly kind: FunctionFact['kind'];
  readonly parent: number | undefined;
  readonly class: number | undefined;
  readonly isStatic: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly parameters: readonly ParameterFact[];
  readonly returnType: TypeReference | undefined;
  readonly returns: readonly Expression[];
  readonly directives: readonly string[];
  readonly decorators: readonly Expression[];
  readonly argumentOf: FunctionFact['argumentOf'];
  readonly isBare: true | undefined;
  readonly #nameSpan: PackedSpan;
  readonly #bodySpan: PackedSpan;

  constructor(fact: FunctionFact, intern: Intern) {
    super(packed(fact.span));
    this.name = intern(fact.name);
    this.kind = fact.kind;
    this.parent = fact.parent;
    this.class = fact.class;
    this.isStatic = fact.isStatic;
    this.isAsync = fact.isAsync;
    this.isGenerator = fact.isGenerator;
    this.parameters = compactList(fact.parameters, (each) => compactParameter(each, intern));
    this.returnType = fact.returnType && compactType(fact.returnType, intern);
    this.returns = compactExpressions(fact.returns, intern);
    this.directives = compactList(fact.directives, intern);
    this.decorators = compactExpressions(fact.decorators, intern);
    this.argumentOf = fact.argumentOf;
    this.isBare = fact.isBare;
    this.#nameSpan = packed(fact.nameSpan);
    this.#bodySpan = packed(fact.bodySpan);
  }

  get nameSpan() {
    return unpacked(this.#nameSpan);
  }

  get bodySpan() {
    return unpacked(this.#bodySpan);
  }

  override toJSON(): object {
    return { ...super.toJSON(), nameSpan: this.nameSpan, bodySpan: this.bodySpan };
  }
}

function compactParameter(fact: ParameterFact, intern: Intern): ParameterFact {
  return {
    ...fact,
    name: intern(fact.name),
    ...(fact.type && { type: compactType(fact.type, intern) }),
    ...(fact.default && { default: compactExpression(fact.default, intern) }),
    decorators: compactExpressions(fact.decorators, intern),
  };
}

export class CompactCall extends Spanned implements AllOf<CallFact> {
  readonly kind: CallFact['kind'];
  readonly in: number;
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  readonly typeArguments: readonly TypeReference[] | undefined;
  readonly use: CallFact['use'];
  readonly loop: number | undefined;
  readonly branch: number | undefined;
  readonly statement: number;
  readonly block: number;
  readonly #nameSpan: PackedSpan;

  constructor(fact: CallFact, intern: Intern) {
    super(packed(fact.span));
    this.kind = fact.kind;
    this.in = fact.in;
    this.callee = compactExpression(fact.callee, intern);
    this.arguments = compactExpressions(fact.arguments, intern);
    this.typeArguments = fact.typeArguments && compactTypes(fact.typeArguments, intern);
    this.use = fact.use;
    this.loop = fact.loop;
    this.branch = fact.branch;
    this.statement = fact.statement;
    this.block = fact.block;
    this.#nameSpan = packed(fact.nameSpan);
  }

  get nameSpan() {
    return unpacked(this.#nameSpan);
  }

  override toJSON(): object {
    return { ...super.toJSON(), nameSpan: this.nameSpan };
  }
}

export class CompactBranch extends Spanned implements AllOf<BranchFact> {
  readonly kind: BranchFact['kind'];
  readonly in: number;
  readonly parent: number | undefined;
  readonly test: Expression | undefined;
  readonly leaves: boolean;
  readonly goesOn: true | undefined;
  readonly isEmpty: boolean;
  readonly isBare: true | undefined;

  constructor(fact: BranchFact, intern: Intern) {
    super(packed(fact.span));
    this.kind = fact.kind;
    this.in = fact.in;
    this.parent = fact.parent;
    this.test = fact.test && compactExpression(fact.test, intern);
    this.leaves = fact.leaves;
    this.goesOn = fact.goesOn;
    this.isEmpty = fact.isEmpty;
    this.isBare = fact.isBare;
  }
}
