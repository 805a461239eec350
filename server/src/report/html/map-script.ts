/** The behaviour of the map: zoom and move by mouse and key, pick a node, save the drawing. */

import { MAP_FILE_STYLE } from '../map/svg.ts';

export const MAP_SCRIPT = `
(() => {
  const map = document.getElementById('map-svg');
  const frame = document.getElementById('map-frame');
  if (!map || !frame) return;
  const whole = { x: 0, y: 0, width: Number(map.dataset.width), height: Number(map.dataset.height) };
  let view = { ...whole };
  const show = () => map.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
  const zoom = (by, at) => {
    const width = Math.min(whole.width * 1.5, Math.max(240, view.width * by));
    const scale = width / view.width;
    const middle = at || { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    view = { x: middle.x - (middle.x - view.x) * scale, y: middle.y - (middle.y - view.y) * scale, width, height: view.height * scale };
    show();
  };
  const move = (x, y) => { view.x += x * view.width; view.y += y * view.height; show(); };
  const fit = () => { view = { ...whole }; show(); };
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  };
  for (const button of document.querySelectorAll('[data-zoom]')) button.addEventListener('click', () => ({ in: () => zoom(0.8), out: () => zoom(1.25), fit })[button.dataset.zoom]());
  frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 0.87, at(event));
  }, { passive: false });
  let held;
  frame.addEventListener('pointerdown', (event) => { if (event.button === 0) held = { x: event.clientX, y: event.clientY }; });
  addEventListener('pointermove', (event) => {
    if (!held) return;
    const scale = view.width / map.clientWidth;
    view.x -= (event.clientX - held.x) * scale;
    view.y -= (event.clientY - held.y) * scale;
    held = { x: event.clientX, y: event.clientY };
    show();
  });
  addEventListener('pointerup', () => { held = undefined; });

  const nodes = [...map.querySelectorAll('.node')];
  const told = new Map([...document.querySelectorAll('[data-of]')].map((item) => [item.dataset.of, item]));
  const picked = document.getElementById('map-picked');
  const nothing = picked.innerHTML;
  const pick = (node) => {
    const id = node && node.getAttribute('aria-pressed') !== 'true' ? node.dataset.node : undefined;
    map.classList.toggle('has-pick', id !== undefined);
    const near = new Set([id]);
    for (const way of map.querySelectorAll('.way')) {
      const isNear = way.dataset.from === id || way.dataset.to === id;
      way.classList.toggle('near', isNear);
      if (isNear) { near.add(way.dataset.from); near.add(way.dataset.to); }
    }
    for (const each of nodes) {
      each.setAttribute('aria-pressed', String(each.dataset.node === id));
      each.classList.toggle('near', near.has(each.dataset.node));
    }
    if (id === undefined) { picked.innerHTML = nothing; return; }
    const copy = document.createElement('div');
    copy.append(...[...told.get(id).cloneNode(true).childNodes]);
    picked.replaceChildren(copy);
  };
  for (const node of nodes) node.addEventListener('click', () => pick(node));
  frame.addEventListener('keydown', (event) => {
    const node = event.target.closest ? event.target.closest('.node') : null;
    const doing = { '+': () => zoom(0.8), '=': () => zoom(0.8), '-': () => zoom(1.25), 0: fit, ArrowLeft: () => move(-0.1, 0), ArrowRight: () => move(0.1, 0), ArrowUp: () => move(0, -0.1), ArrowDown: () => move(0, 0.1), Enter: () => node && pick(node), ' ': () => node && pick(node), Escape: () => pick(undefined) }[event.key];
    if (!doing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    doing();
  });
  // A node that is reached by key is brought into sight.
  map.addEventListener('focusin', (event) => {
    const box = event.target.getBBox ? event.target.getBBox() : undefined;
    if (!box || (box.x >= view.x && box.y >= view.y && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height)) return;
    view.x = box.x + box.width / 2 - view.width / 2;
    view.y = box.y + box.height / 2 - view.height / 2;
    show();
  });

  const drawn = () => {
    const copy = map.cloneNode(true);
    for (const each of [copy, ...copy.querySelectorAll('*')]) for (const name of ['tabindex', 'id', 'aria-pressed', 'style']) if (!(name === 'id' && each.id === 'arrow')) each.removeAttribute(name);
    copy.setAttribute('viewBox', [0, 0, whole.width, whole.height].join(' '));
    copy.setAttribute('width', whole.width);
    copy.setAttribute('height', whole.height);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
    style.textContent = ${JSON.stringify(MAP_FILE_STYLE)};
    copy.prepend(style);
    return new XMLSerializer().serializeToString(copy);
  };
  document.getElementById('save-svg').addEventListener('click', () => tenfold.save('service-map.svg', 'image/svg+xml', drawn()));
  document.getElementById('save-mermaid').addEventListener('click', () => tenfold.save('service-map.mmd', 'text/plain', document.getElementById('mermaid').textContent));
})();
`;
