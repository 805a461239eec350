/** The slider and the switches: recolours the list and the map as resources fill. The sums are those of rules/kit/capacity-after-fixes.ts. */

export const LOAD_SCRIPT = `
(() => {
  const load = document.getElementById('load');
  const data = document.getElementById('capacity');
  if (!load || !data) return;
  const all = JSON.parse(data.textContent);
  const nodes = new Map([...document.querySelectorAll('.node')].map((node) => [node.dataset.node, node]));
  const words = (times) => times >= 1e6 ? 'over a million' : Number(times.toPrecision(2)).toLocaleString('en', { maximumSignificantDigits: 2 });
  const factorOf = (each, mended) => {
    const saved = each.causes.reduce((sum, cause) => sum + (mended.has(cause.fix) ? cause.saves : 0), 0);
    let moved = 0;
    for (const other of all) {
      if (other.service !== each.service) continue;
      for (const cause of other.causes) if (mended.has(cause.fix) && cause.moves && cause.moves.to === each.resource) moved += cause.moves.demand;
    }
    return (each.factor * each.demand) / (Math.max(each.demand * 1e-6, each.demand - saved) + moved);
  };
  const redraw = () => {
    const times = Math.pow(10, Number(load.value) / 50);
    const shown = (times < 10 ? times.toFixed(1).replace('.0', '') : Math.round(times)) + '×';
    document.getElementById('load-shown').textContent = shown;
    load.setAttribute('aria-valuetext', shown + ' today’s load');
    const mended = new Set([...document.querySelectorAll('.mended:checked')].map((each) => each.dataset.fix));
    for (const each of document.querySelectorAll('.mended')) each.checked = mended.has(each.dataset.fix);
    const fullest = new Map();
    const factors = all.map((each) => factorOf(each, mended));
    all.forEach((each, index) => { for (const id of each.nodes) fullest.set(id, Math.max(fullest.get(id) || 0, times / factors[index])); });
    for (const [id, node] of nodes) {
      const use = fullest.get(id);
      node.classList.toggle('full', use >= 1);
      node.classList.toggle('busy', use >= 0.7 && use < 1);
      const what = node.querySelector('.what');
      what.dataset.own = what.dataset.own || what.textContent;
      what.textContent = use >= 1 ? 'gives way at ' + shown : use >= 0.7 ? Math.round(use * 100) + ' % used at ' + shown : what.dataset.own;
    }
    for (const row of document.querySelectorAll('[data-bottleneck]')) {
      const factor = factors[Number(row.dataset.bottleneck)];
      row.classList.toggle('full', times >= factor);
      row.classList.toggle('busy', times < factor && times >= 0.7 * factor);
      const meter = row.querySelector('meter');
      if (!meter) continue;
      meter.value = Math.min(1, times / factor);
      row.querySelector('.use').textContent = times >= factor ? 'full at ' + shown : Math.max(1, Math.round((times / factor) * 100)) + ' % used at ' + shown;
      const own = all[Number(row.dataset.bottleneck)].factor;
      row.querySelector('.after').textContent = factor > own * 1.02 ? 'Then it holds up to about ' + words(factor) + '×.' : factor < own * 0.98 ? 'Other fixes ask more of it: full at ' + words(factor) + '×.' : mended.size > 0 ? '' : row.querySelector('.after').dataset.first;
    }
  };
  document.addEventListener('input', redraw);
  document.addEventListener('change', redraw);
  redraw();
})();
`;
