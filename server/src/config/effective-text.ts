/** The settings of one file as a text that people read, the same on the command line and in the editor. */

import type { Source } from './config.ts';
import type { EffectiveRule, EffectiveSettings } from './effective.ts';

export function effectiveText(settings: EffectiveSettings): string {
  const { file, service, stage, version, files, rules } = settings;
  const said = rules.filter(({ from, isNews, options }) => from?.line !== undefined || isNews || options.some((option) => option.from !== undefined));
  const preset = rules.filter((rule) => rule.from !== undefined && !said.includes(rule));
  const others = rules.filter((rule) => !said.includes(rule) && !preset.includes(rule));
  return [
    `Settings that hold for ${file}`,
    '',
    ...table([
      ['judged', JUDGED[settings.judged]],
      ['service', service ? `${service.name} (${service.because})` : 'none'],
      ['stage', `${stage.value}${stage.from ? `  ${named(stage.from)}` : ' (nobody says otherwise)'}`],
      ['written for', version ? `Tenfold ${version.value}  ${named(version.from)}` : 'any version: every rule counts at once'],
      ['read', files.length > 0 ? files.join(', ') : 'no tenfold.json: tenfold init writes one'],
    ]),
    '',
    ...group('Said by your settings', said),
    ...group('Said by presets', preset),
    ...group('As loud as they are by themselves', others),
  ].join('\n');
}

function group(title: string, rules: readonly EffectiveRule[]): readonly string[] {
  return rules.length === 0 ? [] : [title, '', ...table(rules.flatMap(rowsOf)), ''];
}

const JUDGED: Readonly<Record<EffectiveSettings['judged'], string>> = {
  yes: 'yes',
  offline: 'yes, as code that serves no request: a test, a script, a config or an example',
  'not code': 'no: it is no source file, or is left out by include, exclude or .gitignore',
};

function rowsOf({ rule, level, from, over, isNews, options }: EffectiveRule): readonly (readonly string[])[] {
  const before = over.map((each) => `, over "${each.level}" of ${named(each.from)}`).join('');
  const why = from ? named(from) + before : isNews ? 'newer than these settings: advice until tenfold migrate' : '';
  return [[rule, level, why], ...options.map(({ name, value, from: source }) => [`  ${name}`, JSON.stringify(value), source ? named(source) : ''])];
}

/** `apps/shop/tenfold.json:4 (service shop)`. */
function named({ name, line, about }: Source): string {
  return `${name}${line === undefined ? '' : `:${line}`}${about === undefined ? '' : ` (${about})`}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => (row.length > column + 1 ? (row[column] ?? '').length : 0))));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
