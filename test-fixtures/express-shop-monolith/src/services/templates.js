import { readFileSync } from 'node:fs';

const remembered = new Map();

/** Reads the template again for every request. */
export function render(name, values) {
  const template = readFileSync(`templates/${name}.html`, 'utf8');
  return template.replace(/{(\w+)}/g, (_whole, key) => values[key] ?? '');
}

/** Reads each of the few partials once. */
export function partial(name) {
  if (!remembered.has(name)) remembered.set(name, readFileSync(`templates/${name}.html`, 'utf8'));
  return remembered.get(name);
}
