/** The extension inside VS Code, through the API that every extension sees. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { actionsAt, eventually, findingsIn, open, rangeOf, replaceAll, saved, textOf } from './editor.ts';

const BLOCKING = 'blocking-call-in-request-path';
const ON_BLOCKING = (finding: vscode.Diagnostic) => ruleOf(finding) === BLOCKING;

describe('Tenfold in VS Code', () => {
  afterEach(async () => {
    // An unsaved text would ask whether to save it.
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('wakes when a TypeScript file opens', async () => {
    const extension = vscode.extensions.getExtension('tenfold.tenfold');
    assert.ok(extension, 'The extension is not installed.');
    await open('src/receipts.ts');
    await eventually(() => extension.isActive, 'active extension');
  });

  it('finds the blocking call and walks the path to it', async () => {
    await open('src/receipts.ts');
    const finding = await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    assert.equal(finding.source, 'tenfold');
    assert.match(finding.message, /readFileSync/);

    const walk = (finding.relatedInformation ?? []).map(({ location }) => vscode.workspace.asRelativePath(location.uri));
    assert.ok(walk.includes('src/server.ts'), `The walk does not begin at the route: ${walk.join(' → ')}`);
    assert.ok(walk.includes('src/orders.ts'), `The walk leaves out the step between: ${walk.join(' → ')}`);
  });

  it('names the page of the rule', async () => {
    await open('src/receipts.ts');
    const finding = await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    assert.ok(typeof finding.code === 'object' && finding.code.target, 'The code of the finding leads nowhere.');
  });

  it('says nothing of a blocking read at start-up', async () => {
    await open('src/receipts.ts');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    await open('src/prices.ts');
    assert.deepEqual(findingsIn('src/prices.ts').filter(ON_BLOCKING), []);
  });

  it('judges what is typed before it is saved, and forgets it when it is gone', async () => {
    const document = await open('src/prices.ts');
    const before = document.getText();
    await replaceAll(document, before.replace('  response.json', "  const list = readFileSync('prices.json', 'utf8');\n  response.json"));
    const finding = await eventually(() => findingsIn('src/prices.ts').find(ON_BLOCKING), 'finding in the unsaved text');
    assert.equal(finding.range.start.line, 9);

    await replaceAll(document, before);
    await eventually(() => findingsIn('src/prices.ts').every((left) => !ON_BLOCKING(left)), 'end of the finding');
  });

  it('mends a finding across the files of its path, and the finding goes', async () => {
    const before = await Promise.all(['src/receipts.ts', 'src/orders.ts', 'src/server.ts'].map(async (file) => [file, await textOf(file)] as const));
    const document = await open('src/receipts.ts');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');

    const fix = await eventually(async () => (await actionsAt(document, rangeOf(document, 'readFileSync(`'))).find(({ edit, title }) => edit && /^Wait for/.test(title)), 'quick fix');
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)), 'The fix could not be applied.');
    await eventually(() => findingsIn('src/receipts.ts').every((left) => !ON_BLOCKING(left)), 'end of the finding');
    for (const changed of vscode.workspace.textDocuments) if (changed.isDirty) await changed.save();
    assert.match(await textOf('src/receipts.ts'), /export async function receiptFor/);
    assert.match(await textOf('src/orders.ts'), /await receiptFor/);
    assert.match(await textOf('src/server.ts'), /await placeOrder/);

    for (const [file, text] of before) await saved(file, text);
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'return of the finding');
  });

  it('stays silent on a line whose author gave a reason', async () => {
    const document = await open('src/receipts.ts');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    const suppress = await eventually(async () => (await actionsAt(document, rangeOf(document, 'readFileSync(`'))).find(({ edit, title }) => edit && /this line/i.test(title)), 'action that suppresses the finding');
    assert.ok(suppress.edit && (await vscode.workspace.applyEdit(suppress.edit)));
    await eventually(() => findingsIn('src/receipts.ts').every((left) => !ON_BLOCKING(left)), 'silence');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'return of the finding');
  });

  it('follows tenfold.json as it changes', async () => {
    await open('src/receipts.ts');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    await saved('tenfold.json', `{ "rules": { "${BLOCKING}": "off" } }`);
    await eventually(() => findingsIn('src/receipts.ts').every((left) => !ON_BLOCKING(left)), 'silence of the rule');

    await saved('tenfold.json', '{ "rulez": {} }');
    const mistake = await eventually(() => findingsIn('tenfold.json').find(({ message }) => message.includes('rulez')), 'error in tenfold.json');
    assert.equal(mistake.range.start.line, 0);

    await saved('tenfold.json', '{ "rules": {} }');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'return of the finding');
  });

  it('explains the finding on hover', async () => {
    const document = await open('src/receipts.ts');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, rangeOf(document, 'readFileSync(`').start);
    const text = hovers.flatMap(({ contents }) => contents).map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
    assert.match(text, /POST \/orders/);
  });

  it('finds again after the server was restarted', async () => {
    await open('src/receipts.ts');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    await vscode.commands.executeCommand('tenfold.restartServer');
    await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding after the restart');
  });

  it('brings a killed server back, with what is unsaved', async () => {
    const document = await open('src/receipts.ts');
    const { range } = await eventually(() => findingsIn('src/receipts.ts').find(ON_BLOCKING), 'finding in receipts.ts');
    await replaceAll(document, `// Not saved.\n${document.getText()}`);
    const isMoved = (finding: vscode.Diagnostic) => ON_BLOCKING(finding) && finding.range.start.line === range.start.line + 1;
    await eventually(() => findingsIn('src/receipts.ts').find(isMoved), 'finding in the unsaved text');
    for (let kills = 0; kills < 2; kills++) {
      const killed = await eventually(serverProcess, 'process of the server');
      process.kill(killed, 'SIGKILL');
      await eventually(() => [serverProcess()].find((now) => now !== undefined && now !== killed), 'new process of the server');
      // What a server said goes with it, and is said again by the next.
      await eventually(() => findingsIn('src/receipts.ts').find(isMoved), 'finding after the kill');
    }
  });
});

/** The child of this process that runs the server; undefined while there is none. */
function serverProcess(): number | undefined {
  const lines = existsSync('/proc/self/stat') ? processesOfLinux() : execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && /dist[\\/]server\.mjs/.test(command) ? [Number(pid)] : [];
  })[0];
}

/** As `ps` would say it, which need not be installed. */
function processesOfLinux(): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const parent = /^\d+ \(.*\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
      return [`${pid} ${parent} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
