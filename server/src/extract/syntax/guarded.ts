/** Puts a call before each turn of a loop and at the start of each function, through which whoever runs the code can end it, however it goes on. */

import { ts } from 'ts-morph';

/** `guard` names the function that is called. */
export function guarded(guard: string): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const call = (): ts.CallExpression => factory.createCallExpression(factory.createIdentifier(guard), undefined, []);
    const behindCall = (body: ts.Block): ts.Block => factory.updateBlock(body, factory.createNodeArray([...directivesOf(body), factory.createExpressionStatement(call()), ...body.statements.slice(directivesOf(body).length)]));
    const asBlock = (body: ts.Statement): ts.Block => (ts.isBlock(body) ? behindCall(body) : factory.createBlock([factory.createExpressionStatement(call()), body]));

    const visit = (node: ts.Node): ts.Node => {
      const each = ts.visitEachChild(node, visit, context);
      if (ts.isForStatement(each)) return factory.updateForStatement(each, each.initializer, each.condition, each.incrementor, asBlock(each.statement));
      if (ts.isForOfStatement(each)) return factory.updateForOfStatement(each, each.awaitModifier, each.initializer, each.expression, asBlock(each.statement));
      if (ts.isForInStatement(each)) return factory.updateForInStatement(each, each.initializer, each.expression, asBlock(each.statement));
      if (ts.isWhileStatement(each)) return factory.updateWhileStatement(each, each.expression, asBlock(each.statement));
      if (ts.isDoStatement(each)) return factory.updateDoStatement(each, asBlock(each.statement), each.expression);
      if (ts.isArrowFunction(each)) return factory.updateArrowFunction(each, each.modifiers, each.typeParameters, each.parameters, each.type, each.equalsGreaterThanToken, ts.isBlock(each.body) ? behindCall(each.body) : factory.createCommaListExpression([call(), each.body]));
      if (ts.isBlock(each) && isBodyOfFunction(node)) return behindCall(each);
      return each;
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

/** An arrow's is seen to with the arrow. */
function isBodyOfFunction({ parent }: ts.Node): boolean {
  return ts.isFunctionLike(parent) && !ts.isArrowFunction(parent);
}

function directivesOf({ statements }: ts.Block): readonly ts.Statement[] {
  const end = statements.findIndex((each) => !ts.isExpressionStatement(each) || !ts.isStringLiteral(each.expression));
  return statements.slice(0, end < 0 ? statements.length : end);
}
