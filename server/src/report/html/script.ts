/** The behaviour of the audit page: places that open the editor when there is one, filters, what a rule says, printing. */

import { LOAD_SCRIPT } from './load-script.ts';
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
${MAP_SCRIPT}${LOAD_SCRIPT}
(() => {
  const { editor } = tenfold;
  document.addEventListener('click', (event) => {
    const place = event.target instanceof Element ? event.target.closest('.place') : null;
    if (!place) return;
    event.preventDefault();
    if (editor) editor.postMessage({ type: 'open', file: place.dataset.file, line: Number(place.dataset.line), column: Number(place.dataset.column) });
  });
  // What a rule says of itself is in the page once, however many findings it has.
  document.addEventListener('toggle', (event) => {
    const item = event.target instanceof Element ? event.target.closest('.finding') : null;
    if (!item || item.dataset.told) return;
    item.dataset.told = 'yes';
    const about = document.querySelector('template[data-about="' + CSS.escape(item.dataset.rule) + '"]');
    if (about) event.target.append(about.content.cloneNode(true));
  }, true);
  const only = document.getElementById('print-pre-mortem');
  if (only && editor) only.hidden = true;
  if (only) only.addEventListener('click', () => {
    document.body.classList.add('only-pre-mortem');
    print();
    document.body.classList.remove('only-pre-mortem');
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.printed:not([open]), details.score:not([open])')];
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => { for (const each of opened) each.open = false; });

  const rule = document.getElementById('filter-rule');
  const service = document.getElementById('filter-service');
  const text = document.getElementById('filter-text');
  const shown = document.getElementById('shown');
  const items = [...document.querySelectorAll('.finding')];
  const apply = () => {
    if (!rule) return;
    const wanted = text.value.toLowerCase();
    let count = 0;
    for (const item of items) {
      const isShown = (!rule.value || item.dataset.rule === rule.value) && (!service.value || item.dataset.service === service.value) && (!wanted || item.textContent.toLowerCase().includes(wanted));
      item.hidden = !isShown;
      if (isShown) count++;
    }
    shown.textContent = count + (count === 1 ? ' finding' : ' findings');
  };
  if (rule) {
    rule.addEventListener('change', apply);
    service.addEventListener('change', apply);
    text.addEventListener('input', apply);
    document.querySelector('.filters').addEventListener('submit', (event) => event.preventDefault());
  }
  if (!editor) return;
  // The editor makes the page anew when findings change; the reader stays where they were.
  const kept = [rule, service, text, document.getElementById('load')].filter((each) => each);
  const before = editor.getState();
  if (before && before.values && before.values.length === kept.length) {
    kept.forEach((each, index) => { each.value = before.values[index]; });
    for (const each of document.querySelectorAll('.mended')) each.checked = before.mended.includes(each.dataset.fix);
    apply();
    document.dispatchEvent(new Event('change'));
    for (const [index, each] of [...document.querySelectorAll('details')].entries()) each.open = before.open[index] ?? each.open;
    scrollTo(0, before.scroll);
  }
  const remember = () => editor.setState({ scroll: scrollY, values: kept.map((each) => each.value), mended: [...document.querySelectorAll('.mended:checked')].map((each) => each.dataset.fix), open: [...document.querySelectorAll('details')].map((each) => each.open) });
  for (const happening of ['scroll', 'toggle', 'change', 'input']) addEventListener(happening, remember, true);
})();
`;
