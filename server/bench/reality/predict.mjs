/** What the audit says of a sample, calibrated on this machine and by a light load test. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECONDS_BETWEEN_RESTARTS = 24 * 3600;

export function calibrate(cli, workshop) {
  const { status, stdout } = spawnSync(process.execPath, [cli, 'calibrate'], { encoding: 'utf8', env: environment(workshop), stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error('tenfold calibrate failed.');
  return stdout;
}

export function predict(cli, workshop, { analysed }, name, light) {
  const file = join(workshop, `${name}.light.json`);
  writeFileSync(file, JSON.stringify(light));
  const { status, stdout } = spawnSync(process.execPath, [cli, 'audit', analysed, '--format', 'json', '--load-test', file], { encoding: 'utf8', maxBuffer: 2 ** 28, env: environment(workshop), stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`The audit of ${name} ended with ${status}.`);
  const { capacity, findings } = JSON.parse(stdout);
  const [first] = capacity.bottlenecks;
  return {
    resource: first.resource,
    cause: first.causes[0] ? `${first.causes[0].label}${first.causes[0].times > 1 ? ` × ${first.causes[0].times}` : ''}` : '',
    finding: findings.find(({ fingerprint }) => fingerprint === first.causes[0]?.finding?.fingerprint)?.rule,
    saturation: first.saturation,
    requestsUntilFull: first.resource === 'memory' ? first.saturation.typical * SECONDS_BETWEEN_RESTARTS : undefined,
    routes: capacity.routes.map(({ route, alone }) => ({ label: route, saturation: alone.saturation.typical })),
  };
}

function environment(workshop) {
  return { ...process.env, XDG_CACHE_HOME: join(workshop, 'cache'), TENFOLD_CALIBRATION: join(workshop, 'calibration.json') };
}
