/** Rule pages are documents of this scheme: `tenfold-rule:/<rule>.md`. */
export const RULE_PAGE_SCHEME = 'tenfold-rule';
