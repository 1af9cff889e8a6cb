import { html } from 'lit';
import { count, percent, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { facts } from '../ui/facts.js';
import { badge, section } from '../ui/figure.js';
import { show } from '../ui/state.js';
import { lag, parity, seconds, slower, state, sum } from './cutover-words.js';
import { Page } from './page.js';
import '../ui/table.js';
import './cutover-feature.js';

const FEATURES = [
  { name: 'Feature', of: row => row.feature, cell: row => html`<a href=${link('cutover', row.feature)}>${row.feature}</a>` },
  { name: 'Mode', of: row => row.mode },
  { name: 'State', of: row => row.state, cell: state },
  { name: 'What is next', of: row => row.sentence ?? `${row.service} does not answer` },
  { name: 'Parity', of: parity },
  { name: 'Lag', of: lag, cell: row => seconds(lag(row)), isNumber: true },
  { name: 'Fallbacks', of: row => sum(row.fallbacks), cell: row => count(sum(row.fallbacks)), isNumber: true },
  { name: 'Quarantined', of: row => row.quarantined, cell: row => count(row.quarantined), isNumber: true },
  { name: 'Reads, p99', of: slower, cell: row => change(slower(row)), isNumber: true },
];

/** Against the files, with its sign. */
const change = share => (share > 0 ? `+${percent(share, 0)}` : percent(share, 0));

/** How far each feature is on its way from the files to the database. */
class Cutover extends Page {
  all = new Loaded(this, () => (this.item ? null : '/cutover'), { every: 10_000 });

  render() {
    if (this.item) {
      return html`<p-cutover-feature .item=${this.item}></p-cutover-feature>`;
    }
    return html`<div class="title"><h1>Cut-over</h1></div>
      <p class="quiet">Each feature is in one of four modes, and in each mode exactly one store is trusted: file-only,
        dual-write, database-read, database-only.</p>
      ${show(this.all, page => html`
        ${this.#alerts(page)}
        ${section('Features', html`<p-table label="Features" .columns=${FEATURES} .rows=${page.features}></p-table>
          <p class="quiet">Reads: how much slower than on the files the slowest kind of read on the database is.</p>`)}
        ${section('Services', this.#services(page.services))}`)}`;
  }

  #alerts({ features, services }) {
    const firing = features.flatMap(feature => (feature.rules ?? []).map(rule => ({ feature, rule })));
    const silent = services.filter(service => service.state === 'unavailable');
    return firing.length || silent.length
      ? html`<section class="card attention" aria-label="Alerts"><ul>
          ${silent.map(service => html`<li>${badge('unavailable', 'bad')} ${service.service} does not answer; how its
            features stand is not known.</li>`)}
          ${firing.map(({ feature, rule }) => html`<li>${badge(rule.rule, 'bad')}
            <a href=${link('cutover', feature.feature)}>${feature.feature}</a>: ${rule.sentence}
            (${rule.action === 'act' ? 'acts by itself' : 'alerts only'})</li>`)}
        </ul></section>`
      : '';
  }

  #services(services) {
    return html`<div class="columns">${services.map(service => html`<div>
      <h3>${service.service}</h3>
      ${service.state === 'unavailable' ? badge('unavailable', 'bad') : facts(
        ['Database', badge(service.database, service.database === 'up' ? 'good' : 'bad')],
        ['Features begin as', service.initial_mode ?? 'database-only'],
        ...(Object.keys(service.aliases ?? {}).length
          ? [['Old switches', Object.entries(service.aliases).map(([name, value]) => `${name}=${value}`).join(', ')]] : []),
        ['Verified backup', service.last_backup
          ? html`${time(service.last_backup.verified_at)} <code>${service.last_backup.backup_id}</code>`
          : 'none; ./prescient backup makes one'])}
    </div>`)}</div>`;
  }
}

customElements.define('p-cutover', Cutover);
