/**
 * Functions that a schema gives to its model and to each document: `orderSchema.statics.ofCustomer = function (id) { … }`, then `mongoose.model('Order', orderSchema)`.
 *
 * Source: mongoosejs.com/docs/guide (Instance methods, Statics).
 */

import type { ts } from 'ts-morph';
import { spanOf, type Reader } from './reader.ts';

const GIVING = new Set(['statics', 'methods']);
const GIVING_ONE = new Set(['static', 'method']);

interface Model {
  readonly name: string;
  readonly node: ts.CallExpression;
}

/** Notes in `reader.models` the class that stands for each model, and in `reader.prototypes` the functions that become its methods as they are read. */
export function findModels(reader: Reader): void {
  // Most files have none: no walk for them.
  if (!/\bSchema\b/.test(reader.text) || !/\b(?:statics|methods?|static)\b/.test(reader.text)) return;
  const { given, madeFrom } = statementsOf(reader);
  for (const [schema, functions] of given) {
    const model = madeFrom.get(schema);
    if (!model || functions.size === 0) continue;
    const index = reader.classes.length;
    reader.classes.push({ name: model.name, writtenAs: 'model', in: 0, isAbstract: false, implements: [], decorators: [], fields: [], methods: [], span: spanOf(reader, model.node), nameSpan: spanOf(reader, model.node) });
    reader.models.set(model.node, index);
    for (const [node, method] of functions) reader.prototypes.set(node, { class: index, method });
  }
}

/** By the name of the schema: the functions it gives, with their names, and the model that is made from it. */
function statementsOf({ ts, source }: Reader) {
  const given = new Map<string, Map<ts.Node, string>>();
  const madeFrom = new Map<string, Model>();
  const functionsOf = (schema: string): Map<ts.Node, string> => {
    let found = given.get(schema);
    if (!found) given.set(schema, (found = new Map()));
    return found;
  };
  const give = (schema: string, name: string, node: ts.Expression): void => {
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) functionsOf(schema).set(node, name);
  };
  const giveAll = (schema: string, node: ts.Expression | undefined): void => {
    if (!node || !ts.isObjectLiteralExpression(node)) return;
    for (const property of node.properties) {
      if (!property.name || !ts.isIdentifier(property.name)) continue;
      if (ts.isMethodDeclaration(property)) functionsOf(schema).set(property, property.name.text);
      if (ts.isPropertyAssignment(property)) give(schema, property.name.text, property.initializer);
    }
  };
  /** `orderSchema` of `orderSchema.statics`. */
  const schemaOf = (node: ts.Expression): string | undefined => (ts.isPropertyAccessExpression(node) && GIVING.has(node.name.text) && ts.isIdentifier(node.expression) ? node.expression.text : undefined);

  const readWrite = ({ left, right }: ts.BinaryExpression): void => {
    const whole = schemaOf(left);
    const one = ts.isPropertyAccessExpression(left) ? schemaOf(left.expression) : undefined;
    if (whole !== undefined) giveAll(whole, right);
    else if (one !== undefined && ts.isPropertyAccessExpression(left)) give(one, left.name.text, right);
  };
  const readCall = (node: ts.CallExpression): void => {
    const { expression, arguments: [first, second] } = node;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
    if (name === 'model' && first && ts.isStringLiteralLike(first) && second && ts.isIdentifier(second)) madeFrom.set(second.text, { name: first.text, node });
    if (name === 'assign' && first) {
      const schema = schemaOf(first);
      if (schema !== undefined) giveAll(schema, second);
    }
    if (!GIVING_ONE.has(name) || !first || !ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return;
    if (second && ts.isStringLiteralLike(first)) give(expression.expression.text, first.text, second);
    else giveAll(expression.expression.text, first);
  };
  /** `new Schema(fields, { statics: { … }, methods: { … } })`. */
  const readOptions = (name: string, options: ts.Expression | undefined): void => {
    if (!options || !ts.isObjectLiteralExpression(options)) return;
    for (const property of options.properties) {
      if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && GIVING.has(property.name.text)) giveAll(name, property.initializer);
    }
  };
  const readExpression = (node: ts.Expression | undefined): void => {
    if (!node) return;
    if (ts.isCallExpression(node)) readCall(node);
    else if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) readWrite(node);
      readExpression(node.left);
      readExpression(node.right);
    } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) readExpression(node.expression);
    else if (ts.isConditionalExpression(node)) {
      readExpression(node.whenTrue);
      readExpression(node.whenFalse);
    }
  };
  for (const statement of source.statements) {
    if (ts.isExpressionStatement(statement) || ts.isExportAssignment(statement)) readExpression(statement.expression);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && ts.isNewExpression(initializer) && ts.isIdentifier(name)) readOptions(name.text, initializer.arguments?.[1]);
      else readExpression(initializer);
    }
  }
  return { given, madeFrom };
}
