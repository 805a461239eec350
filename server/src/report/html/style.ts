/** The looks of the audit page: VS Code's own colours where there are any, else light or dark by preference. */

export const PAGE_STYLE = `
:root{color-scheme:light dark;--back:var(--vscode-editor-background,#fff);--text:var(--vscode-editor-foreground,#1c1f24);--quiet:var(--vscode-descriptionForeground,#57606a);--line:var(--vscode-contrastBorder,var(--vscode-panel-border,#d8dee4));--edge:var(--vscode-contrastBorder,#8a939d);--card:var(--vscode-editorWidget-background,#f6f8fa);--link:var(--vscode-textLink-foreground,#0a58ca);--error:var(--vscode-editorError-foreground,#b3261e);--warning:var(--vscode-editorWarning-foreground,#8a5a00);--info:var(--vscode-editorInfo-foreground,#0a58ca);--focus:var(--vscode-focusBorder,#0a58ca)}
@media (prefers-color-scheme:dark){:root{--back:var(--vscode-editor-background,#16181d);--text:var(--vscode-editor-foreground,#e6e8eb);--quiet:var(--vscode-descriptionForeground,#a3abb5);--line:var(--vscode-contrastBorder,var(--vscode-panel-border,#343941));--edge:var(--vscode-contrastBorder,#7d8590);--card:var(--vscode-editorWidget-background,#1f232a);--link:var(--vscode-textLink-foreground,#7ab4ff);--error:var(--vscode-editorError-foreground,#ff8a80);--warning:var(--vscode-editorWarning-foreground,#f0b849);--info:var(--vscode-editorInfo-foreground,#7ab4ff)}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--back);color:var(--text);font:15px/1.5 var(--vscode-font-family,system-ui,sans-serif)}
h1{font-size:1.7rem;margin:0}h2{font-size:1.25rem;margin:2.5rem 0 .75rem}h3{font-size:1.05rem;margin:0 0 .5rem}h4{margin:1rem 0 .25rem}
.subject{font-size:1.2rem;margin:.1rem 0}.facts,.quiet,footer{color:var(--quiet)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;background:var(--back);padding:.5rem}
.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr))}
.card{position:relative;background:var(--card);border:1px solid var(--line);border-left:4px solid var(--info);border-radius:6px;padding:1rem 1rem 1rem 3.2rem;overflow-wrap:anywhere}
.card.error{border-left-color:var(--error)}.card.warning{border-left-color:var(--warning)}
.rank{position:absolute;left:1rem;top:.6rem;font-size:1.8rem;font-weight:700;color:var(--quiet);margin:0}
.scroll{overflow:auto;max-height:26rem;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}thead th{position:sticky;top:0;background:var(--card)}.number{text-align:right}
code,pre,.place{font-family:var(--vscode-editor-font-family,ui-monospace,monospace);font-size:.9em}
pre{overflow:auto;padding:.75rem;background:var(--card);border:1px solid var(--line);border-radius:6px}
.place{background:none;border:0;padding:0;color:var(--link);cursor:pointer;text-align:left;text-decoration:underline;overflow-wrap:anywhere}
body:not(.editor) .place{color:inherit;cursor:text;text-decoration:none;user-select:text}
.walk{margin:.5rem 0;padding-left:1.4rem;border-left:2px solid var(--line)}
.findings{padding:0;list-style:none}.finding{border-bottom:1px solid var(--line);padding:.5rem 0;overflow-wrap:anywhere;content-visibility:auto;contain-intrinsic-size:auto 2.5rem}
summary{cursor:pointer}.level{--tone:var(--info);display:inline-block;min-width:4.5rem;font-weight:600;color:color-mix(in srgb,var(--tone) 60%,var(--text))}.error .level{--tone:var(--error)}.warning .level{--tone:var(--warning)}
.filters{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;margin-bottom:1rem}
select,input{font:inherit;color:inherit;background:var(--vscode-input-background,var(--back));border:1px solid var(--vscode-input-border,var(--quiet));border-radius:4px;padding:.2rem .4rem;max-width:20rem}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
[hidden]{display:none}
.bottlenecks{list-style:none;padding:0;margin:1rem 0}.bottlenecks ul{padding-left:1.1rem;margin:.5rem 0}.bottleneck.full{border-left-color:var(--error)}.slider{display:flex;gap:.75rem;align-items:center}.slider input{flex:1;max-width:30rem}.slider output{min-width:4rem;font-weight:700}meter{width:12rem;max-width:60%}
button:not(.place){font:inherit;font-size:.9em;color:var(--text);background:var(--back);border:1px solid var(--edge);border-radius:5px;padding:.25rem .7rem;cursor:pointer}
.map-tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin-bottom:.5rem}.map-tools .keys{flex:1;font-size:.85em}
.map-frame{border:1px solid var(--line);border-radius:8px;background:var(--card);overflow:hidden;touch-action:pan-y;cursor:grab}
.map{display:block;width:100%;height:min(34rem,70vh);font:600 12px var(--vscode-font-family,system-ui,sans-serif)}
.node{cursor:pointer}.node .shape{fill:var(--back);stroke:var(--edge);stroke-width:1.2}.node .rim{fill:none;stroke:var(--edge)}.node.service .shape{fill:color-mix(in srgb,var(--link) 12%,var(--back));stroke:var(--link)}.node.outside .shape,.node.container .shape{stroke-dasharray:4 3}.node.shared .shape{stroke:var(--warning);stroke-width:2.5}
.node .name{text-anchor:middle;fill:var(--text)}.node .what{text-anchor:middle;fill:var(--quiet);font-weight:400;font-size:10px}
.node:focus{outline:none}.node:focus-visible .shape,.node[aria-pressed=true] .shape{stroke:var(--focus);stroke-width:3.5}
.way{fill:none;stroke:var(--edge);stroke-width:1.3}.way.imports,.way.starts-after{stroke-dasharray:2 4}.way.publishes,.way.consumes{stroke-dasharray:7 4}.way.hot{stroke:var(--link);stroke-width:3}.way.circle{stroke:var(--error);stroke-width:2.2}.tip{fill:var(--edge)}
.has-pick .way:not(.near){opacity:.15}.has-pick .node:not(.near){opacity:.35}
.legend{display:flex;flex-wrap:wrap;gap:1.25rem;color:var(--quiet);font-size:.85em;margin:.5rem 0}.key::before{content:"";display:inline-block;width:1.6rem;border-top:3px solid var(--link);margin-right:.4rem;vertical-align:middle}.key.circle::before{border-color:var(--error)}.key.message::before{border-top:2px dashed var(--edge)}.key.import::before{border-top:2px dotted var(--edge)}
.picked{min-height:3rem;overflow-wrap:anywhere}.picked ul,.nodes ul{padding-left:1.1rem;margin:.3rem 0}.nodes{padding-left:1.1rem}.nodes>li{margin-bottom:.75rem;overflow-wrap:anywhere}
@media print{.map-tools,.picked{display:none}.slider{display:none}body{max-width:none;padding:0}.filters,.skip{display:none}.scroll{max-height:none;overflow:visible;border:0}details>*{display:block}.finding{break-inside:avoid}}
`;
