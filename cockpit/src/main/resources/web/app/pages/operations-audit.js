import { html } from 'lit';
import { NONE, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { badge, section } from '../ui/figure.js';
import { problem } from '../ui/state.js';
import { FEATURES } from './cutover-words.js';
import { Page } from './page.js';
import '../ui/table.js';

const FEW = 5;

const AUDIT = [
  { name: 'At', of: row => row.at, cell: row => time(row.at) },
  { name: 'Feature', of: row => row.feature, cell: row => html`<a href=${link('cutover', row.feature)}>${row.feature}</a>` },
  { name: 'Action', of: row => row.action, cell: row => `${row.action}${row.to_mode ? ` to ${row.to_mode}` : ''}` },
  { name: 'Decision', of: row => row.decision, cell: row => badge(row.decision, row.decision === 'done' ? 'good' : 'bad') },
  { name: 'By', of: row => row.changed_by ?? 'the service' },
  { name: 'Reason', of: row => row.reason },
];

const KINDS = { complete: 'good', failed: 'bad' };

const JOBS = [
  { name: 'Started', of: row => row.started_at, cell: row => time(row.started_at) },
  { name: 'Feature', of: row => row.feature, cell: row => html`<a href=${link('cutover', row.feature)}>${row.feature}</a>` },
  { name: 'Job', of: row => row.kind },
  { name: 'Status', of: row => row.status, cell: row => badge(row.stage ?? row.status, KINDS[row.status] ?? 'warn') },
  { name: 'Error', of: row => row.error ?? NONE },
];

/** The newest decisions and jobs of all features; each feature's page has all of its own. */
class OperationsAudit extends Page {
  audits = this.#ofAll('audit');
  jobs = this.#ofAll('jobs');

  #ofAll(part) {
    return FEATURES.map(feature => new Loaded(this, () => `/cutover/${feature}/${part}?limit=${FEW}`, { every: 60_000 }));
  }

  render() {
    return html`
      ${section('Jobs', this.#merged(this.jobs, 'started_at', 'Jobs', JOBS,
        'Nothing was imported, compared or exported here. ./prescient import takes files in.'))}
      ${section('Audit', this.#merged(this.audits, 'at', 'Audit', AUDIT,
        'Nobody has moved, frozen or halted a feature yet. Who used the kill switch is said there.'))}`;
  }

  /** What is there, newest first; a service that is silent takes nothing from the others. */
  #merged(lists, by, label, columns, none) {
    if (lists.some(list => list.state === 'loading')) {
      return html`<p class="loading" role="status">Loading…</p>`;
    }
    const rows = lists.flatMap(list => list.data?.items ?? []).toSorted((one, other) => (one[by] < other[by] ? 1 : -1));
    const broken = lists.filter(list => list.problem);
    return html`${broken.length ? problem(broken[0].problem, () => broken.forEach(list => list.reload())) : ''}
      ${rows.length || !broken.length ? html`<p-table label=${label} .columns=${columns} .rows=${rows} none=${none}></p-table>` : ''}
      <p class="quiet">The newest ${FEW} of each feature.</p>`;
  }
}

customElements.define('p-operations-audit', OperationsAudit);
