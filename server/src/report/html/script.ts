/** The behaviour of the audit page: filters, and places that open the editor when there is one. */

import { MAP_SCRIPT } from './map-script.ts';

export const PAGE_SCRIPT = `
const tenfold = (() => {
  const editor = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  if (editor) document.body.classList.add('editor');
  const save = (name, type, text) => {
    if (editor) return editor.postMessage({ type: 'save', name, text });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  return { editor, save };
})();
${MAP_SCRIPT}
(() => {
  const { editor } = tenfold;
  document.addEventListener('click', (event) => {
    const place = event.target instanceof Element ? event.target.closest('.place') : null;
    if (!place) return;
    event.preventDefault();
    if (editor) editor.postMessage({ type: 'open', file: place.dataset.file, line: Number(place.dataset.line), column: Number(place.dataset.column) });
  });
  const load = document.getElementById('load');
  if (load) {
    const shownLoad = document.getElementById('load-shown');
    const redraw = () => {
      const times = Math.pow(10, Number(load.value) / 50);
      shownLoad.textContent = (times < 10 ? times.toFixed(1) : Math.round(times)) + '×';
      for (const each of document.querySelectorAll('.bottleneck')) {
        const mended = each.querySelector('.mended');
        const factor = Number((mended && mended.checked ? mended : each).dataset.factor);
        const isFull = times >= factor;
        each.classList.toggle('full', isFull);
        each.querySelector('meter').value = Math.min(1, times / factor);
        each.querySelector('.use').textContent = isFull ? 'full' : Math.max(1, Math.round((times / factor) * 100)) + ' % used';
      }
    };
    document.addEventListener('input', redraw);
    document.addEventListener('change', redraw);
    redraw();
  }
  const rule = document.getElementById('filter-rule');
  const service = document.getElementById('filter-service');
  const text = document.getElementById('filter-text');
  const shown = document.getElementById('shown');
  if (!rule) return;
  const items = [...document.querySelectorAll('.finding')];
  const apply = () => {
    const wanted = text.value.toLowerCase();
    let count = 0;
    for (const item of items) {
      const isShown = (!rule.value || item.dataset.rule === rule.value) && (!service.value || item.dataset.service === service.value) && (!wanted || item.textContent.toLowerCase().includes(wanted));
      item.hidden = !isShown;
      if (isShown) count++;
    }
    shown.textContent = count + (count === 1 ? ' finding' : ' findings');
  };
  rule.addEventListener('change', apply);
  service.addEventListener('change', apply);
  text.addEventListener('input', apply);
  document.querySelector('.filters').addEventListener('submit', (event) => event.preventDefault());
  if (!editor) return;
  // The editor makes the page anew when findings change; the reader stays where they were.
  const before = editor.getState();
  if (before) {
    [rule.value, service.value, text.value] = before.filters;
    apply();
    for (const [index, each] of [...document.querySelectorAll('details')].entries()) each.open = before.open[index] ?? each.open;
    scrollTo(0, before.scroll);
  }
  const remember = () => editor.setState({ scroll: scrollY, filters: [rule.value, service.value, text.value], open: [...document.querySelectorAll('details')].map((each) => each.open) });
  for (const happening of ['scroll', 'toggle', 'change', 'input']) addEventListener(happening, remember, true);
})();
`;
