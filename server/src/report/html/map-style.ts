/** The looks of the map in the page. Kinds differ in shape, states in width of the line as well as in colour. */

export const MAP_STYLE = `
.remarks{padding-left:1.1rem;max-width:60rem}.map-tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.75rem 0 .5rem}.map-tools .keys{flex:1;font-size:.85em}
.map-frame{border:1px solid var(--line);border-radius:8px;background:var(--card);overflow:hidden;touch-action:pan-y;cursor:grab}
.map{display:block;width:100%;height:min(36rem,72vh);font:600 12px var(--vscode-font-family,system-ui,sans-serif)}
.node{cursor:pointer}.node .shape{fill:var(--back);stroke:var(--edge);stroke-width:1.2}.node .rim{fill:none;stroke:var(--edge)}.node.service .shape{fill:color-mix(in srgb,var(--link) 12%,var(--back));stroke:var(--link)}.node.outside .shape,.node.container .shape{stroke-dasharray:4 3}.node.shared .shape{stroke-width:2.6}
.node.busy .shape{fill:color-mix(in srgb,var(--warning) 22%,var(--back));stroke:var(--warning);stroke-width:2.6}.node.full .shape{fill:color-mix(in srgb,var(--error) 26%,var(--back));stroke:var(--error);stroke-width:3.4}
.node .name{text-anchor:middle;fill:var(--text)}.node .what{text-anchor:middle;fill:var(--quiet);font-weight:400;font-size:10px}.node.full .what,.node.busy .what{fill:var(--text);font-weight:600}
.node:focus{outline:none}.node:focus-visible .shape,.node[aria-pressed=true] .shape{stroke:var(--focus);stroke-width:3.6}
.way{fill:none;stroke:var(--edge);stroke-width:1.2}.way.imports,.way.starts-after{stroke-dasharray:2 4;opacity:.75}.way.publishes,.way.consumes{stroke-dasharray:7 4}.way.hot{stroke:var(--link);stroke-width:3;opacity:1}.way.circle{stroke:var(--error);stroke-width:2.2;opacity:1}.tip{fill:var(--edge)}
.has-pick .way:not(.near){opacity:.12}.has-pick .node:not(.near){opacity:.35}.way.near{stroke-width:2.6;opacity:1}
.legend{display:flex;flex-wrap:wrap;gap:1.25rem;color:var(--quiet);font-size:.85em;margin:.5rem 0}.key::before{content:"";display:inline-block;width:1.6rem;border-top:3px solid var(--link);margin-right:.4rem;vertical-align:middle}.key.circle::before{border-color:var(--error)}.key.message::before{border-top:2px dashed var(--edge)}.key.import::before{border-top:2px dotted var(--edge)}
.picked{overflow-wrap:anywhere}.picked ul,.nodes ul{padding-left:1.1rem;margin:.3rem 0}.nodes{padding-left:1.1rem}.nodes>li{margin-bottom:.75rem;overflow-wrap:anywhere}`;
