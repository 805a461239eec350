/** How fast and how safely work comes out, read from tags and commits: a proxy for what DORA asks teams. Pure. */

import type { DeliveryMeasure, DeliveryModel } from '../../../rules/kit/audit/team.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Commit, History } from '../../../rules/model/history.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Releases that are looked back at. */
const MOST_RELEASES = 40;
const FEWEST_RELEASES = 4;
const REPAIRS = /^(revert|hotfix|rollback)\b|\bhot-?fix\b|\bemergency fix\b|^fix!?(\([^)]*\))?:.*\b(regression|broken|outage|crash)/i;

export function deliveryOf({ history }: Codebase): DeliveryModel {
  if (!history) return { measures: [], from: '', unseen: ['There is no git history here, so nothing is said of delivery.'] };
  const releases = releasesIn(history);
  if (releases.length < FEWEST_RELEASES) return { measures: [], from: '', unseen: [`${releases.length === 0 ? 'No tags mark' : `Only ${releases.length} tags mark`} releases, so nothing is said of delivery. A tag for each deployment would tell.`] };
  const intervals = intervalsOf(history, releases);
  const measured = intervals.filter(({ commits }) => commits.length > 0);
  return {
    measures: [frequency(releases), ...leadTime(measured), ...failure(measured), ...restoring(measured)],
    from: `${releases.length} tagged releases and ${history.commits.length} commits, taken for deployments; who deploys otherwise reads other figures`,
    unseen: history.isComplete ? [] : ['The history is not complete: only its newest part counts.'],
  };
}

/** Times at which something was released, newest first; tags of one hour are one release of several packages. */
function releasesIn({ tags }: History): readonly number[] {
  const named = tags.filter(({ name }) => /(^|[@/_-])v?\d+[._]\d+|^release|^prod|^deploy|^\d{4}[-.]?\d{2}/i.test(name) && !/alpha|beta|canary|nightly|rc[.-]?\d|next|snapshot|preview/i.test(name));
  const times = named.map(({ time }) => time).sort((a, b) => b - a);
  return times.filter((time, index) => index === 0 || (times[index - 1] ?? 0) - time > HOUR).slice(0, MOST_RELEASES);
}

interface Interval {
  readonly release: number;
  readonly before: number;
  readonly commits: readonly Commit[];
}

function intervalsOf({ commits, authors }: History, releases: readonly number[]): readonly Interval[] {
  const human = commits.filter(({ author }) => authors[author]?.isBot === false);
  return releases.slice(0, -1).map((release, index) => {
    const before = releases[index + 1] ?? 0;
    return { release, before, commits: human.filter(({ time }) => time <= release && time > before) };
  });
}

function frequency(releases: readonly number[]): DeliveryMeasure {
  const days = Math.max(1, ((releases[0] ?? 0) - (releases.at(-1) ?? 0)) / DAY) / (releases.length - 1);
  const band = days <= 1 ? 'elite' : days <= 7 ? 'high' : days <= 31 ? 'medium' : 'low';
  return { name: 'deployment frequency', says: `a release every ${span(days * DAY)} over the last ${releases.length}`, band };
}

function leadTime(intervals: readonly Interval[]): readonly DeliveryMeasure[] {
  const times = intervals.flatMap(({ release, commits }) => commits.map(({ time }) => release - time));
  if (times.length === 0) return [];
  const middle = median(times);
  return [{ name: 'lead time', says: `half of the commits wait less than ${span(middle)} for a release`, band: middle <= DAY ? 'elite' : middle <= 7 * DAY ? 'high' : middle <= 31 * DAY ? 'medium' : 'low' }];
}

/** A release is taken to have failed when the next one brings a revert or a hotfix. */
function failure(intervals: readonly Interval[]): readonly DeliveryMeasure[] {
  if (intervals.length === 0) return [];
  const failed = intervals.filter(isFollowedByRepair).length;
  const share = failed / intervals.length;
  return [{ name: 'change failure', says: `${failed} of ${intervals.length} releases were followed by a revert or a hotfix`, band: share <= 0.05 ? 'elite' : share <= 0.1 ? 'high' : share <= 0.15 ? 'medium' : 'low' }];
}

function restoring(intervals: readonly Interval[]): readonly DeliveryMeasure[] {
  const repaired = intervals.filter(isFollowedByRepair).map(({ release, before }) => release - before);
  if (repaired.length === 0) return [];
  const middle = median(repaired);
  return [{ name: 'time to restore', says: `${span(middle)} from a release to the one that mends it, at the median`, band: middle <= HOUR ? 'elite' : middle <= DAY ? 'high' : middle <= 7 * DAY ? 'medium' : 'low' }];
}

/** What was taken back before anyone got it is no failure of a release. */
function isFollowedByRepair({ commits }: Interval): boolean {
  return commits.some(({ subject }) => {
    const reverted = /^Revert "(.+?)(?:…|")/i.exec(subject)?.[1];
    return REPAIRS.test(subject) && (reverted === undefined || !commits.some((each) => each.subject.startsWith(reverted)));
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function span(milliseconds: number): string {
  const of = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (milliseconds < 36 * HOUR) return of(Math.max(1, Math.round(milliseconds / HOUR)), 'hour');
  if (milliseconds < 14 * DAY) return of(Math.round(milliseconds / DAY), 'day');
  return milliseconds < 60 * DAY ? of(Math.round(milliseconds / (7 * DAY)), 'week') : of(Math.round(milliseconds / (30.4 * DAY)), 'month');
}
