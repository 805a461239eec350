/** Rule pages are documents of this scheme: `tenfold-rule:/query-in-loop.md`. */
export const RULE_PAGE_SCHEME = 'tenfold-rule';
