import { basePrice } from '../data/prices.js';

const known = new Map();

/** Remembers every item and currency anyone ever asked for. */
export async function priceOf(item, currency) {
  const key = `${item} ${currency}`;
  if (!known.has(key)) known.set(key, await basePrice(item, currency));
  return known.get(key);
}
