/**
 * Finds text that stands out too little from what is behind it (WCAG 2.2, 1.4.3: a ratio of 4.5). It is sent into the page as it stands,
 * hence a file without types, imports and exports: one function, from the body to the faint texts.
 */
/* global document, NodeFilter, getComputedStyle */
(body) => {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const faint = [];
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const words = text.textContent.trim();
    if (!words || !element.checkVisibility() || element.closest('script, style')) continue;
    const behind = colourBehind(element);
    const [light, dark] = [luminance(blend(behind, getComputedStyle(element).color)), luminance(behind)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(1)}: ${words.slice(0, 60)}`);
  }
  return faint;

  function colourBehind(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    return layers.reduce(blend, [255, 255, 255]);
  }

  /** Lets the browser read any notation of a colour, and mix what is transparent. */
  function blend([red, green, blue], over) {
    for (const colour of [`rgb(${red} ${green} ${blue})`, over]) {
      probe.fillStyle = colour;
      probe.fillRect(0, 0, 1, 1);
    }
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }

  function luminance(colour) {
    const [red, green, blue] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
