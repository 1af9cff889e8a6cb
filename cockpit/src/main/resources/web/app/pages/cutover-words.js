import { count, NONE } from '../format.js';
import { badge } from '../ui/figure.js';

/** The modes in the order of the migration, and what each means. */
export const MODES = ['file-only', 'dual-write', 'database-read', 'database-only'];

/** The features in the order in which they are imported. */
export const FEATURES = ['trades', 'signals', 'portfolio', 'portfolio_history', 'signal_archives', 'events', 'forecasts',
  'calibration', 'decisions', 'observations'];

export const MEANING = {
  'file-only': { trusted: 'the files', written: 'the files', read: 'the files' },
  'dual-write': { trusted: 'the files', written: 'the files first, the database after them', read: 'the files' },
  'database-read': {
    trusted: 'the database',
    written: 'the database; the files follow from it',
    read: 'the database, and the files when it does not answer',
  },
  'database-only': { trusted: 'the database', written: 'the database', read: 'the database' },
};

/** What a step does before the new mode counts, by the mode it begins in. */
export const FORWARD = {
  'file-only': 'Every write goes to the database, too, after the file. What the files hold already is brought over first.',
  'dual-write': 'Writes wait until the queue to the database is empty; anything lost on the way stops the step.',
  'database-read': 'Transactions that still run are awaited and the files are exported once more. After that they no longer change.',
};

export const BACK = {
  'dual-write': 'Costs nothing, and works while PostgreSQL is down. The database is no longer written and falls behind.',
  'database-read': 'Writes wait while running transactions end, the files are exported and both stores are compared; '
    + 'a difference stops the step. Afterwards every record is written to the database again.',
  'database-only': 'Everything is exported into the files, most of it before writes have to wait. Needs the legacy folder.',
};

/** The modes that a way back goes through, the mode it begins in first. */
export const wayBack = (from, to) => MODES.slice(MODES.indexOf(to), MODES.indexOf(from) + 1).toReversed();

const STATES = { ok: 'good', alert: 'bad', refusing: 'bad', unavailable: 'bad' };

export const state = feature =>
  (feature.frozen ? badge('frozen', 'warn') : badge(feature.state, STATES[feature.state] ?? 'warn'));

/** One word when all collections agree. */
export function parity(feature) {
  const states = [...new Set(Object.values(feature.parity?.states ?? {}))].toSorted();
  return states.length ? states.join(', ') : null;
}

/** Seconds that the store which follows is behind; null where none follows. */
export const lag = feature => ({ 'dual-write': feature.mirror?.lag, 'database-read': feature.shadow?.lag })[feature.mode] ?? null;

export const seconds = value => (value === null || value === undefined ? NONE : `${count(value, 1)} s`);

export const sum = counts => (counts ? Object.values(counts).reduce((one, other) => one + other, 0) : null);

/** Each kind of operation as it is measured, with what the files took before. */
export const timed = feature => (feature.latencies ?? []).map(now => ({
  ...now,
  before: feature.baselines.find(base => base.operation === now.operation && base.kind === now.kind) ?? null,
}));

/** How much slower than the files the slowest kind of read on the database is, as a fraction; null without a measure. */
export function slower(feature) {
  const shares = timed(feature)
    .filter(line => line.kind === 'read' && line.store === 'database' && line.before?.p99_ms > 0)
    .map(line => line.p99_ms / line.before.p99_ms - 1);
  return shares.length ? Math.max(...shares) : null;
}
