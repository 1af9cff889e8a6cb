import { html } from 'lit';
import { count, duration, millis, NONE, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { evidence, plain } from '../ui/facts.js';
import { badge, section } from '../ui/figure.js';
import { empty, more, show } from '../ui/state.js';
import { seconds } from './cutover-words.js';
import { Page } from './page.js';
import '../ui/table.js';

const number = (name, of) => ({ name, of, cell: row => count(of(row)), isNumber: true });

const AUDIT = [
  { name: 'At', of: row => row.at, cell: row => time(row.at) },
  { name: 'Action', of: row => row.action },
  { name: 'Step', of: row => row.from_mode, cell: row => (row.to_mode ? `${row.from_mode} → ${row.to_mode}` : NONE) },
  { name: 'Decision', of: row => row.decision, cell: row => badge(row.decision, row.decision === 'done' ? 'good' : 'bad') },
  { name: 'By', of: row => row.changed_by ?? 'the service' },
  { name: 'Reason', of: row => row.reason },
  { name: 'Evidence', of: row => JSON.stringify(row.evidence), cell: row => evidence(row.evidence) },
];

const DIFFERENCES = [
  { name: 'Collection', of: row => row.collection },
  { name: 'Key', of: row => row.key },
  { name: 'Field', of: row => row.field },
  { name: 'Kind', of: row => row.kind, cell: row => badge(row.kind, 'bad') },
  { name: 'In the file', of: row => row.file_value, cell: row => plain(row.file_value) },
  { name: 'In the database', of: row => row.database_value, cell: row => plain(row.database_value) },
  { name: 'Found', of: row => row.found_at, cell: row => time(row.found_at) },
];

const QUARANTINE = [
  { name: 'Put aside', of: row => row.quarantined_at, cell: row => time(row.quarantined_at) },
  { name: 'Collection', of: row => row.collection },
  { name: 'Key', of: row => row.key },
  { name: 'Where', of: row => row.source, cell: row => `${row.source ?? ''} ${row.position ?? ''}` },
  { name: 'Reason', of: row => row.reason },
  { name: 'Record', of: row => row.payload, cell: row => evidence({ record: row.payload }, 'Record') },
];

const COLLECTIONS = [
  { name: 'Collection', of: row => row.collection },
  { name: 'State', of: row => row.state, cell: row => badge(row.state, row.state === 'clean' ? 'good' : 'warn') },
  number('In the file', row => row.file_count),
  number('In the database', row => row.database_count),
  number('Equal', row => row.equal),
  number('Different', row => row.different),
  number('Missing', row => row.missing),
  number('Extra', row => row.extra),
  number('Accepted', row => row.accepted),
  { name: 'Compared', of: row => row.finished_at, cell: row => time(row.finished_at) },
];

const JOBS = [
  { name: 'Started', of: row => row.started_at, cell: row => time(row.started_at) },
  { name: 'Kind', of: row => row.kind },
  { name: 'Status', of: row => row.status, cell: row => badge(row.stage ?? row.status, KINDS[row.status] ?? 'warn') },
  { name: 'Took', of: took, cell: row => (took(row) === null ? NONE : millis(took(row))), isNumber: true },
  number('Read', row => row.records_read),
  number('New', row => row.records_new),
  number('Changed', row => row.records_changed),
  number('Put aside', row => row.records_quarantined),
  { name: 'Compared', of: row => String(row.clean), cell: row => (row.clean === null ? NONE : badge(row.clean ? 'clean' : 'differs', row.clean ? 'good' : 'bad')) },
  { name: 'More', of: row => row.id, cell: row => evidence({ id: row.id, folder: row.folder, zone: row.zone, error: row.error, files: row.files }, 'More') },
];

const KINDS = { complete: 'good', failed: 'bad' };

const DAYS = [
  { name: 'Day (UTC)', of: row => row.day },
  { name: 'Mode', of: row => row.mode },
  number('Looks', row => row.looks),
  number('Differences', row => row.differences),
  number('Fallbacks', row => row.fallbacks),
  { name: 'Lag', of: row => row.lag_seconds, cell: row => seconds(row.lag_seconds), isNumber: true },
  { name: 'In words', of: row => row.sentence, cell: row => `${row.sentence}${row.closed ? '' : ' (so far)'}` },
];

function took(job) {
  return job.finished_at ? Date.parse(job.finished_at) - Date.parse(job.started_at) : null;
}

/** What is kept about a feature's cut-over: comparisons, what was put aside, jobs, decisions. */
class CutoverRecords extends Page {
  parity = this.#of('parity', '');
  differences = this.#of('differences');
  quarantine = this.#of('quarantine');
  jobs = this.#of('jobs');
  audit = this.#of('audit');
  watch = new Loaded(this, () => '/cutover/watch');

  #of(part, parameters = '?limit=20') {
    return new Loaded(this, () => `/cutover/${encodeURIComponent(this.item)}/${part}${parameters}`);
  }

  /** Asks again for what a move changes. */
  reload() {
    [this.audit, this.jobs, this.parity, this.watch].forEach(one => one.reload());
  }

  render() {
    return html`
      ${section('Parity', show(this.parity, parity => html`<p-table label="Collections" .columns=${COLLECTIONS}
        .rows=${parity.collections} none="Nothing was compared yet. Stores are compared while one follows the other; ./prescient verify does it at once."></p-table>`))}
      ${this.#list('Differences', this.differences, DIFFERENCES, 'No difference is known; Parity says when stores were last compared.')}
      ${this.#list('Quarantine', this.quarantine, QUARANTINE, 'No import has put a record aside.')}
      ${this.#list('Jobs', this.jobs, JOBS, 'Nothing was imported, compared or exported here. ./prescient import takes files in.')}
      ${section('Weeks after the move', show(this.watch, page => this.#weeks(page.features.find(one => one.feature === this.item))))}
      ${this.#list('Audit', this.audit, AUDIT, 'Nobody has moved, frozen or halted this feature yet.')}`;
  }

  #list(title, loaded, columns, none) {
    return section(title, show(loaded, page => html`<p-table label=${title} .columns=${columns} .rows=${page.items}
      none=${none}></p-table>${more(loaded)}`));
  }

  #weeks(watch) {
    if (!watch?.started_at) {
      return empty('The four weeks of daily reports begin with the move to the database; this feature was never moved here.');
    }
    const left = (Date.parse(watch.ends_at) - Date.now()) / 1000;
    return html`<p>${badge(watch.state)} ${watch.mode} since ${time(watch.started_at)},
        until ${time(watch.ends_at)}${left > 0 ? ` (${duration(left)} left)` : ''}${watch.because ? `; ended: ${watch.because}` : ''}</p>
      <p-table label="Days after the move" .columns=${DAYS} .rows=${watch.days} none="The first day is not over."></p-table>`;
  }
}

customElements.define('p-cutover-records', CutoverRecords);
