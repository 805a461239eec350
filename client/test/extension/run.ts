/** What the extension host calls: runs the extension tests with mocha inside it, and fails when one fails or none ran. */
import Mocha from 'mocha';
import CountingReporter from '../../../server/build/counting-reporter.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, reporter: CountingReporter });
  mocha.suite.emit('pre-require', globalThis, 'extension.test.ts', mocha);
  await import('./extension.test.ts');

  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} extension tests failed.`);
}
