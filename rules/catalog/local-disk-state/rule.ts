import { defineRule, type Report, type Step } from '../../kit/define-rule.ts';
import { stepsOf, weakest } from '../../kit/request-path-report.ts';
import { servedOperations } from '../../kit/served-calls.ts';
import { isSingleCopy } from '../../kit/single-copy.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call, type RequestPath } from '../../model/graphs.ts';
import { embeddedDatabases, type EmbeddedDatabase } from './embedded-database.ts';
import { isWithin, placeOf, saysFolder, type Place } from './folder.ts';
import { leavesAgain } from './leaves-again.ts';
import { readIn, writtenIn } from './on-disk.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    const reads: Read[] = [];
    const writes: Write[] = [];
    const calls = servedOperations(codebase);
    for (const call of calls) {
      const path = codebase.requests.to(call.caller);
      const read = readIn(codebase, call);
      const readPlace = read && (path ?? read.isServed) ? placeOf(codebase, read.file, read.path) : undefined;
      if (readPlace) reads.push({ call, place: readPlace, path });
      const written = writtenIn(codebase, call);
      const writtenPlace = written && (path ?? written.isUpload) ? placeOf(codebase, written.file, written.path) : undefined;
      if (writtenPlace) writes.push({ call, place: writtenPlace, path });
    }
    const seen = new Set<string>();
    for (const write of writes) {
      const read = reads.find((each) => isWithin(write.place, each.place) && isLater(codebase, write, each));
      const key = `${write.call.caller} ${saysFolder(write.place)}`;
      if (!read || seen.has(key) || isSingleCopy(codebase, write.call.file) || leavesAgain(codebase, write.call, write.path)) continue;
      seen.add(key);
      yield reportOf(codebase, write, read);
    }
    for (const database of embeddedDatabases(codebase, calls)) if (!isSingleCopy(codebase, database.opening.file)) yield reportOfDatabase(codebase, database);
  },
});

interface Write {
  readonly call: Call;
  readonly place: Place;
  /** Absent for what is set up as the process starts: middleware that takes uploads, folders that are served. */
  readonly path: RequestPath | undefined;
}
type Read = Write;

/** In the same service, and by a request that is not the one that writes. */
function isLater({ requests, serviceOf }: Codebase, write: Write, read: Read): boolean {
  if (serviceOf(write.call.file) !== serviceOf(read.call.file)) return false;
  const writing = new Set(requests.entryPointsOf(write.call.caller));
  return !read.path || requests.entryPointsOf(read.call.caller).some((each) => !writing.has(each));
}

function reportOf(codebase: Codebase, { call, place, path }: Write, read: Read): Report {
  const service = codebase.serviceOf(call.file)?.name ?? 'the service';
  const who = path ? path.entryPoint.label : 'What is uploaded';
  const reader = read.path && read.path.entryPoint.label !== path?.entryPoint.label ? read.path.entryPoint.label : (read.call.operation?.label ?? 'it');
  const steps: readonly Step[] = [...(path ? stepsOf(path) : []), { at: siteOf(call), shows: `written to ${saysFolder(place)}` }, { at: siteOf(read.call), shows: `read from ${saysFolder(read.place)}` }];
  return {
    at: siteOf(call),
    message: `${who} ${path ? 'writes to' : 'goes to'} ${saysFolder(place)} on the disk of one instance of ${service}, and ${reader} looks for it on the disk of whichever instance answers.`,
    confidence: weakest(call.isGuessed || read.call.isGuessed || [...(path?.steps ?? []), ...(read.path?.steps ?? [])].some(({ resolution }) => resolution === 'dynamic') ? 'likely' : 'certain', place.folder.some((each) => each.startsWith('$')) ? 'likely' : 'certain'),
    evidence: steps,
    evidenceIs: 'related',
    entryPoints: path ? codebase.requests.entryPointsOf(call.caller) : [],
    ...(hasObjectStore(codebase, call) ? { tier: 'information' as const } : {}),
  };
}

/** A service may well be meant for one machine; that it then stays on one is worth knowing. */
function reportOfDatabase(codebase: Codebase, { opening, file, written: { call, path } }: EmbeddedDatabase): Report {
  const service = codebase.serviceOf(opening.file)?.name ?? 'the service';
  return {
    at: siteOf(opening),
    message: `${path.entryPoint.label} writes to ${file}, a database on the disk of one instance of ${service}: a second instance would have one of its own.`,
    confidence: opening.isGuessed || call.isGuessed ? 'likely' : 'certain',
    evidence: [...stepsOf(path), { at: siteOf(call), shows: `written to ${file}` }],
    evidenceIs: 'related',
    entryPoints: codebase.requests.entryPointsOf(call.caller),
    tier: 'information',
  };
}

/** The team can keep files elsewhere too, and may do so where it matters. */
function hasObjectStore({ packageOf }: Codebase, { file }: Call): boolean {
  return [...packageOf(file).dependencies].some((name) => /^(?:@aws-sdk\/(?:client-s3|lib-storage)|aws-sdk|minio|multer-s3|@google-cloud\/storage|@azure\/storage-blob|cloudinary|flydrive|@adonisjs\/drive|@vercel\/blob|imgur.*|knox)$/.test(name));
}
