/** Runs a program to its end; its output is shown only when it fails, as that is the only time anybody reads it. */
import { spawn } from 'node:child_process';

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Gives what it printed; rejects with the end of that when its exit code is not 0. */
export function runProgram(program: string, args: readonly string[], surroundings: Surroundings = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = Buffer.concat(output).toString();
      if (code === 0) resolve(text);
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${String(code)}:\n${text.slice(-4000)}`));
    });
  });
}
