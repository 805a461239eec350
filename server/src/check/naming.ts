/** What code names outside of itself: `fs.readFileSync` however it was imported, `user.findMany` whatever the client is called; nothing for the codebase's own functions. */

import type { Code } from '../../../rules/model/codebase.ts';
import type { Expression } from '../../../rules/model/expression.ts';
import type { BindingFact, FileFacts } from '../../../rules/model/facts.ts';

export interface Naming {
  /** `call` is an index in `FileFacts.calls`. */
  ofCall(call: number): string;
  ofExpression(expression: Expression): string;
}

export function createNaming({ calls }: Pick<Code, 'calls'>, facts: FileFacts): Naming {
  const naming: Naming = {
    ofCall(index) {
      const isOwn = calls.callAt(facts.file, index)?.edges.some(({ how }) => how === 'call') === true;
      const callee = facts.calls[index]?.callee;
      return isOwn || !callee ? '' : naming.ofExpression(callee);
    },
    ofExpression(expression) {
      switch (expression.kind) {
        case 'name':
          return expression.binding === undefined ? expression.name : ofBinding(facts.bindings[expression.binding]);
        case 'member':
          return joined(naming.ofExpression(expression.of), expression.name);
        case 'element':
        case 'await':
          return naming.ofExpression(expression.of);
        case 'call':
          return naming.ofCall(expression.call);
        case 'module':
          return ofPackage(expression.specifier);
        default:
          return '';
      }
    },
  };
  return naming;

  /** A variable's own name is its author's choice; what was imported or required under it is not. */
  function ofBinding(binding: BindingFact | undefined): string {
    if (binding?.import) {
      const { specifier, name } = binding.import;
      if (specifier.startsWith('.')) return '';
      return name === 'default' || name === '*' ? ofPackage(specifier) : joined(ofPackage(specifier), name);
    }
    const value = binding?.kind === 'const' ? binding.value : undefined;
    return value && comesFromPackage(value) ? naming.ofExpression(value) : '';
  }
}

function comesFromPackage(value: Expression): boolean {
  return value.kind === 'module' ? !value.specifier.startsWith('.') : value.kind === 'member' && comesFromPackage(value.of);
}

function ofPackage(specifier: string): string {
  return specifier.startsWith('.') ? '' : specifier.replace(/^node:/, '');
}

function joined(left: string, right: string): string {
  return left === '' ? right : `${left}.${right}`;
}
