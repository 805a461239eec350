/**
 * The looks of the audit page: VS Code's own colours where there are any, else light or dark by preference; forced colours and paper too.
 *
 * A finding is a block, not a list item: with thousands of them, hiding some would count all numbers anew, one by one.
 */

import { MAP_STYLE } from './map-style.ts';

export const PAGE_STYLE = `
:root{color-scheme:light dark;--back:var(--vscode-editor-background,#fff);--text:var(--vscode-editor-foreground,#1c1f24);--quiet:var(--vscode-descriptionForeground,#57606a);--line:var(--vscode-contrastBorder,var(--vscode-panel-border,#dfe3e8));--edge:var(--vscode-contrastBorder,#8a939d);--card:var(--vscode-editorWidget-background,#f6f8fa);--link:var(--vscode-textLink-foreground,#0a58ca);--error:var(--vscode-editorError-foreground,#b3261e);--warning:var(--vscode-editorWarning-foreground,#8a5a00);--info:var(--vscode-editorInfo-foreground,#0a58ca);--good:var(--vscode-testing-iconPassed,#1a7f37);--focus:var(--vscode-focusBorder,#0a58ca)}
@media (prefers-color-scheme:dark){:root{--back:var(--vscode-editor-background,#16181d);--text:var(--vscode-editor-foreground,#e6e8eb);--quiet:var(--vscode-descriptionForeground,#a3abb5);--line:var(--vscode-contrastBorder,var(--vscode-panel-border,#30353d));--edge:var(--vscode-contrastBorder,#7d8590);--card:var(--vscode-editorWidget-background,#1f232a);--link:var(--vscode-textLink-foreground,#7ab4ff);--error:var(--vscode-editorError-foreground,#ff8a80);--warning:var(--vscode-editorWarning-foreground,#f0b849);--info:var(--vscode-editorInfo-foreground,#7ab4ff);--good:var(--vscode-testing-iconPassed,#56d364);--focus:var(--vscode-focusBorder,#7ab4ff)}}
*{box-sizing:border-box}
.vscode-dark,.vscode-high-contrast{color-scheme:dark}.vscode-light,.vscode-high-contrast-light{color-scheme:light}
body{margin:0 auto;max-width:74rem;padding:1.5rem 2rem 4rem;background:var(--back);color:var(--text);font:15px/1.55 var(--vscode-font-family,system-ui,sans-serif)}
h1{font-size:1.5rem;margin:0;font-weight:650}.kind{font-weight:400;color:var(--quiet);margin-left:.4rem}
h2{font-size:1.35rem;font-weight:650;margin:3.25rem 0 .6rem;scroll-margin-top:1rem}h3{font-size:1.05rem;font-weight:600;margin:0 0 .3rem}h4{margin:1rem 0 .25rem}h3.gap{margin-top:1.75rem}
#first{margin-top:1.75rem}
p{margin:.4rem 0}.lead{font-size:1.15rem;max-width:52rem}.facts,.quiet,footer{color:var(--quiet)}.quiet{font-size:.93em}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.75rem 0 0}a{color:var(--link)}nav a{text-decoration:none}nav a:hover{text-decoration:underline}
header{border-bottom:1px solid var(--line);padding-bottom:.9rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;background:var(--back);padding:.5rem}
.slider{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;margin:1rem 0}.slider label{font-weight:600}.slider input{flex:1 1 16rem;max-width:26rem;accent-color:var(--link)}.slider output{min-width:3.2rem;font-weight:700;font-size:1.25rem}.slider .quiet{flex:1 1 18rem}
.bottlenecks{list-style:none;padding:0;margin:1rem 0}
.bottleneck{display:grid;grid-template-columns:2.4rem minmax(0,3fr) minmax(0,2fr);gap:.25rem 1.25rem;padding:.85rem 1.1rem;border:1px solid var(--line);border-left:5px solid var(--edge);border-radius:8px;margin-bottom:.6rem;background:var(--card);overflow-wrap:anywhere}
.bottleneck.busy{border-left-color:var(--warning)}.bottleneck.full{border-left-color:var(--error)}
.bottleneck>details{grid-column:2/-1;margin:0}.rank{font-size:1.7rem;line-height:1.1;font-weight:700;color:var(--quiet);margin:0}
.gauge{display:flex;gap:.75rem;align-items:center}meter{width:14rem;max-width:55%;height:.9rem}.use{font-weight:600}.full .use{color:color-mix(in srgb,var(--error) 70%,var(--text))}
.fixes{border:0;margin:0;padding:0;min-width:0}.fixes legend{font-weight:600;padding:0}.fixes label{font-size:.93em}.fixes label{display:grid;grid-template-columns:1.5rem 1fr;align-items:start;margin:.2rem 0;cursor:pointer}.fixes input{width:1rem;height:1rem;margin:.25rem 0 0;accent-color:var(--link)}.after:empty{display:none}.after{font-weight:600;color:color-mix(in srgb,var(--good) 40%,var(--text))}
.causes{padding-left:1.1rem}.causes>li{margin:.4rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.6rem 1.2rem;overflow-wrap:anywhere}
.scroll{overflow:auto;max-height:26rem;border:1px solid var(--line);border-radius:8px;margin:.5rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem;border-bottom:1px solid var(--line);vertical-align:top}tbody th{font-weight:500}tbody tr:last-child>*{border-bottom:0}thead th{position:sticky;top:0;background:var(--card);font-weight:600}.number{text-align:right;white-space:nowrap}.over{font-weight:700;color:color-mix(in srgb,var(--error) 70%,var(--text))}
code,pre,.place{font-family:var(--vscode-editor-font-family,ui-monospace,monospace);font-size:.88em}
pre{overflow:auto;max-height:24rem;padding:.75rem;background:var(--card);border:1px solid var(--line);border-radius:8px}
.place{background:none;border:0;padding:0;color:var(--link);cursor:pointer;text-align:left;text-decoration:underline;overflow-wrap:anywhere}
body:not(.editor) .place{color:var(--quiet);cursor:text;text-decoration:none;user-select:text}
.walk{margin:.5rem 0;padding-left:1.6rem;border-left:2px solid var(--line)}
details{margin:.5rem 0}summary{cursor:pointer}summary:hover{color:var(--link)}
.score{border-bottom:1px solid var(--line);margin:0;padding:.45rem 0}.scores{list-style:none;padding:0;margin:.5rem 0}
.scores li{display:grid;grid-template-columns:1.4rem 12.5rem minmax(0,1fr);gap:.3rem;padding:.3rem 0;overflow-wrap:anywhere}.scores .mark{color:var(--quiet)}.there .mark{color:color-mix(in srgb,var(--good) 40%,var(--text))}.missing .mark{color:color-mix(in srgb,var(--error) 60%,var(--text))}.partly .mark{color:color-mix(in srgb,var(--warning) 45%,var(--text))}.topic{font-weight:600}.state{font-weight:400;color:var(--quiet);font-size:.9em}
.measures{list-style:none;padding:0}.measures li{padding:.3rem 0}.measures .topic{display:inline-block;min-width:12rem}.band{border:1px solid var(--line);border-radius:99px;padding:0 .6rem;margin-left:.4rem;font-size:.9em}
.trend{display:block;margin:.5rem 0}.trend polyline{fill:none;stroke:var(--link);stroke-width:2}.trend circle{fill:var(--link)}
.findings{padding:0;list-style:none;margin:0}.finding{display:block;border-bottom:1px solid var(--line);padding:.35rem 0;overflow-wrap:anywhere;content-visibility:auto;contain-intrinsic-size:auto 2.4rem}.finding details{margin:0}
.finding summary{display:grid;grid-template-columns:5.5rem minmax(0,1fr);gap:.4rem}.level{--tone:var(--info);font-weight:600;color:color-mix(in srgb,var(--tone) 60%,var(--text))}.error .level{--tone:var(--error)}.warning .level{--tone:var(--warning)}
.filters{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;margin-bottom:1rem}
select,input[type=search]{font:inherit;color:inherit;background:var(--vscode-input-background,var(--back));border:1px solid var(--vscode-input-border,var(--edge));border-radius:5px;padding:.2rem .4rem;max-width:20rem}
button:not(.place){font:inherit;font-size:.9em;color:var(--text);background:var(--back);border:1px solid var(--edge);border-radius:5px;padding:.25rem .7rem;cursor:pointer}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
[hidden],.on-paper{display:none!important}
.failures{padding:0;list-style:none;counter-reset:failure}.failures>li{counter-increment:failure;border-top:1px solid var(--line);padding:1rem 0 .5rem}.failures h3::before{content:counter(failure) ". "}
.failures dl{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.35rem 1rem;margin:.5rem 0}.failures dt{font-weight:600}.failures dd{margin:0}.columns{white-space:nowrap}.fill{line-height:2}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.75rem}
${MAP_STYLE}
@media (max-width:48rem){body{padding:1rem}.bottleneck{grid-template-columns:2rem minmax(0,1fr)}.fixes,.bottleneck>details{grid-column:1/-1}.scores li{grid-template-columns:1.4rem minmax(0,1fr)}.scores .fact{grid-column:2}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}.bottleneck,.node .shape{transition:border-color .2s,fill .2s,stroke .2s}}
@media (forced-colors:active){.bottleneck.full{border-left-color:Highlight}.node.full .shape{stroke:Highlight;stroke-width:4}.node .shape{fill:Canvas;stroke:CanvasText}.node text{fill:CanvasText}.way{stroke:CanvasText}}
@media print{.on-paper{display:block!important}:root{--back:#fff;--text:#000;--quiet:#333;--line:#bbb;--card:#fff}body{max-width:none;padding:0;font-size:11pt}nav,.slider,.gauge,.filters,.skip,.map-tools,.picked,.findings,button:not(.place){display:none!important}.scroll{max-height:none;overflow:visible;border:0}.bottleneck,.failures>li,.scores li{break-inside:avoid}.map{height:auto;max-height:22cm}h2{break-after:avoid}.pre-mortem{break-before:page}body.only-pre-mortem>header,body.only-pre-mortem footer,body.only-pre-mortem main>section:not(.pre-mortem){display:none}body.only-pre-mortem .pre-mortem{break-before:auto}}
`;
