/**
 * Cuts the parser out of the one TypeScript compiler: what `createSourceFile` and the other names that reading files asks for need, and nothing else.
 *
 * The whole compiler takes some 200 ms and 70 MB to load, most of it for checking types and for editors, which nobody here asks for. It is one flat file of
 * declarations, so what a name needs is found by following names; a statement that only sets up what nobody needs is left out with it. Same text, same version,
 * same trees.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { ts } = require('ts-morph');

/** Those who write code anew use the whole compiler. */
export const USES_WHOLE_COMPILER = /[\\/](transpile|guarded)\.ts$/;

/** Nodes of the parser alone are bare; the service that editors use would give them methods. These are what readers of files call. */
const METHODS = `
setObjectAllocator({ ...objectAllocator, getPrivateIdentifierConstructor: objectAllocator.getIdentifierConstructor });
for (const make of [objectAllocator.getNodeConstructor(), objectAllocator.getTokenConstructor(), objectAllocator.getIdentifierConstructor()])
  make.prototype.getStart = function (source) { return getTokenPosOfNode(this, source); };
Object.defineProperty(objectAllocator.getIdentifierConstructor().prototype, 'text', { get() { return idText(this); } });
`;
const USED_BY_METHODS = ['objectAllocator', 'setObjectAllocator', 'getTokenPosOfNode', 'idText'];

/** The text of a CommonJS module whose `ts` holds what the files of `folder` ask of `ts`. Throws where the compiler is not built as it was. */
export function parserOfCompiler(folder) {
  const text = declarationsOf(readFileSync(join(require.resolve('@ts-morph/common'), '../typescript.js'), 'utf8'));
  const wanted = namesAsked(folder);
  return `${sliceFor([...wanted, ...USED_BY_METHODS], text)}${METHODS}\nexports.ts = { ${wanted.join(', ')} };\n`;
}

/** Values only: types are gone when code runs. */
function namesAsked(folder) {
  const texts = readdirSync(folder).filter((name) => name.endsWith('.ts') && !USES_WHOLE_COMPILER.test(`/${name}`)).map((name) => readFileSync(join(folder, name), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(/\bts\.(\w+)/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => name in ts).sort();
}

/** Between the wrapper and the list of what is exported. */
function declarationsOf(text) {
  const marks = ['((module) => {', 'var typescript_exports = {};', 'module.exports = __toCommonJS(typescript_exports);', '// Annotate the CommonJS export names'];
  const [start, list, end, tail] = marks.map((mark) => {
    const at = text.indexOf(mark);
    if (at === -1) throw new Error(`The compiler of ts-morph is built in another way: it has no ${JSON.stringify(mark)}.`);
    return at;
  });
  return text.slice(start + marks[0].length, list) + text.slice(end + marks[2].length, tail);
}

function sliceFor(roots, text) {
  const { statements } = ts.createSourceFile('typescript.js', text, ts.ScriptTarget.Latest, false);
  /** The statements that declare or set up each name. */
  const about = new Map();
  for (const statement of statements) for (const name of subjectsOf(statement)) about.set(name, [...(about.get(name) ?? []), statement]);
  const kept = new Set();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const unseen = about.get(name) ?? [];
    about.delete(name);
    for (const statement of unseen) {
      if (kept.has(statement)) continue;
      kept.add(statement);
      waiting.push(...namesIn(statement).filter((each) => about.has(each)));
    }
  }
  return statements.filter((statement) => kept.has(statement)).map(({ pos, end }) => text.slice(pos, end)).join('');
}

function subjectsOf(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  if (ts.isExpressionStatement(statement)) return setUpBy(statement.expression);
  return statement.name ? [statement.name.text] : [];
}

const boundBy = (name) => (ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (element.name ? boundBy(element.name) : [])));

/** `Version` of `Version.zero = …`, `Debug` of `((Debug2) => { … })(Debug || (Debug = {}))` and of `__export(Debug, { … })`. */
function setUpBy(expression) {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression) || ts.isPropertyAccessExpression(expression)) return setUpBy(expression.expression);
  if (ts.isBinaryExpression(expression)) return setUpBy(expression.left);
  const isSetUp = ts.isCallExpression(expression) && (ts.isParenthesizedExpression(expression.expression) || expression.expression.text === '__export');
  return isSetUp && expression.arguments.length > 0 ? setUpBy(expression.arguments[0]) : [];
}

/** Every name that is read, also one that a parameter hides: too much is kept then, never too little. */
function namesIn(node) {
  const names = [];
  const visit = (each) => {
    if (ts.isIdentifier(each)) names.push(each.text);
    else if (ts.isPropertyAccessExpression(each)) visit(each.expression);
    else if (ts.isPropertyAssignment(each)) visit(each.initializer);
    else ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}
