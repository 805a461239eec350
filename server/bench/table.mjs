/** Draws rows `{ work, goal?, measured, isMet?, notes? }` as a plain table; a goal beside nothing measured is left open. */
export function table(rows) {
  const cells = [['work', 'goal', 'measured', '', ''], ...rows.map(({ work, goal = '', measured, isMet, notes = '' }) => [work, goal, measured, isMet === undefined ? '' : isMet ? 'met' : 'NOT met', notes])];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

/** A row that compares a number with the most it may be. */
export function atMost(work, limit, value, unit, notes = '') {
  return { work, goal: `≤ ${limit}${unit}`, measured: `${short(value)}${unit}`, isMet: value <= limit, notes };
}

export function short(value) {
  return value < 0.095 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(0);
}
