/** Keeps the part of the map that lies outside readable. */

import type { GatheredLink, Link } from './links.ts';

const OUTSIDE = 'outside:';
/** More would hide what runs here. */
const MOST = 10;

/** `api.stripe.com` and the client of stripe are one. */
export function joinedOutside(links: readonly Link[]): readonly Link[] {
  const ids = new Set(links.filter(({ to }) => to.startsWith(OUTSIDE)).map(({ to }) => to));
  const clients = new Map([...ids].filter((id) => !id.includes('.')).map((id) => [id.slice(OUTSIDE.length).toLowerCase(), id]));
  return links.map((link) => {
    const domain = link.to.startsWith(OUTSIDE) && link.to.includes('.') ? link.to.split('.').at(-2)?.replace(OUTSIDE, '') : undefined;
    const client = domain === undefined ? undefined : clients.get(domain);
    return client === undefined ? link : { ...link, to: client };
  });
}

/** Those that the code asks in most places; the others by name. */
export function mostAsked(links: readonly GatheredLink[]): { readonly kept: readonly GatheredLink[]; readonly leftOut: readonly string[] } {
  const asked = new Map<string, number>();
  for (const { to, places } of links) if (to.startsWith(OUTSIDE)) asked.set(to, (asked.get(to) ?? 0) + places);
  const leftOut = new Set([...asked].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(MOST).map(([id]) => id));
  return { kept: links.filter(({ to }) => !leftOut.has(to)), leftOut: [...leftOut].map((id) => id.slice(OUTSIDE.length)).sort() };
}
