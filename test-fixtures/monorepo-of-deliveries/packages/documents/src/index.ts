import { readFileSync } from 'node:fs';

export function labelFor(id: string): string {
  return readFileSync('templates/label.html', 'utf8').replace('{id}', id);
}
