/** XML from plain data, where attributes begin with `@`. The one home of the library that writes it. */

import XMLBuilder from 'fast-xml-builder';

const builder = new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, suppressBooleanAttributes: false, suppressEmptyNode: true, format: true });

export type XmlValue = string | readonly XmlValue[] | { readonly [name: string]: XmlValue };

export function xmlOf(root: { readonly [name: string]: XmlValue }): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(clean(root))}`;
}

/** XML has no way at all to write most control characters and halves of surrogate pairs. */
function clean(value: XmlValue): XmlValue {
  if (typeof value === 'string') return value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
  if (isList(value)) return value.map(clean);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, clean(each)]));
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}
