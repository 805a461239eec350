/** Makes text safe inside HTML. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and quoted attributes; control and direction-changing characters become visible. */
export function escapeHtml(text: string): string {
  // eslint-disable-next-line no-control-regex -- this is the place that takes them out
  return text.replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '�');
}

/** The little Markdown that rule pages use: paragraphs, lists, code. */
export function proseToHtml(markdown: string): string {
  return markdown
    .split(/\n(?=```)|(?<=```)\n\n|\n\n(?![^`]*```\n\n)/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const code = /^```\w*\n([\s\S]*?)\n?```$/.exec(block.trim());
      if (code) return `<pre><code>${escapeHtml(code[1] ?? '')}</code></pre>`;
      const items = block.trim().split(/\n(?=- )/);
      if (items.every((item) => item.startsWith('- '))) return `<ul>${items.map((item) => `<li>${inline(item.slice(2))}</li>`).join('')}</ul>`;
      return `<p>${inline(block.trim())}</p>`;
    })
    .join('');
}

function inline(text: string): string {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>')
    .replace(/\[([^\]]+)\]\((https:\/\/[^)\s]+)\)/g, '<a href="$2">$1</a>');
}
