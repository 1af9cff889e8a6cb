import { html } from 'lit';
import { count, duration, price, reason, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { choice, has, shown, words } from '../ui/filters.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/table.js';

const OUTCOMES = [['', 'All'], ['skip', 'Not entered'], ['enter', 'Entered']];

const percentage = value => (value === null || value === undefined ? null : `${count(value, 2)} %`);

const DECISIONS = [
  { name: 'Decided', of: row => row.decided_at, cell: row => time(row.decided_at) },
  { name: 'Market', of: row => row.ticker },
  { name: 'Side', of: row => row.side },
  { name: 'Outcome', of: row => row.outcome, cell: row => (row.trade_id
    ? html`${badge(row.outcome, 'good')} <a href=${link('trades', row.trade_id, { of: 'desk' })}>${row.trade_id}</a>`
    : badge(row.outcome)) },
  { name: 'Why not', of: row => row.reasons.join(' '),
    cell: row => (row.reasons.length ? row.reasons.map(reason).join(', ') : 'every rule was met') },
  { name: 'Ask', of: row => row.figures.ask, cell: row => price(row.figures.ask === null ? null : row.figures.ask / 100),
    isNumber: true },
  { name: 'Probability', of: row => row.figures.probability, isNumber: true,
    cell: row => percentage(row.figures.probability) ?? '–' },
  { name: 'Differential', of: row => row.figures.differential, cell: row => count(row.figures.differential, 4), isNumber: true },
  { name: 'Momentum', of: row => row.figures.momentum_score, cell: row => count(row.figures.momentum_score, 4), isNumber: true },
  { name: 'Closes in', of: row => row.figures.ttc, cell: row => duration(row.figures.ttc), isNumber: true },
  { name: 'Settings', of: row => row.settings_version, cell: row => `version ${row.settings_version}`, isNumber: true },
];

/** Whether the desk enters by itself, and each decision with its reasons. */
class Entry extends Page {
  status = new Loaded(this, () => '/entry/status', { on: ['desk'], every: 5_000 });
  decisions = new Loaded(this, () => '/entry/decisions?limit=100', { on: ['desk'], every: 15_000 });

  render() {
    return html`${show(this.status, status => figures('Automatic entry',
        figure('State', html`<span id="entry-status">${reason(status.status)}</span>`, reason(status.reason)),
        figure('Switched', status.enabled ? 'on' : 'off', `settings version ${status.settings_version}`),
        figure('Market closes in', duration(status.ttc_seconds),
          `entered between ${duration(status.min_time)} and ${duration(status.max_time)} before`),
        figure('Momentum', count(status.momentum_score, 4), status.symbol),
        figure('Spike', status.spike_alert ? 'alert' : 'none',
          status.calm_at ? html`calm at ${time(status.calm_at)}` : '')))}
      ${section('Decisions', html`<div class="filters">
          ${choice('Outcome', 'outcome', this.query, OUTCOMES)}
          ${words('Text', 'text', this.query)}
        </div>
        ${show(this.decisions, page => {
          const rows = page.items.filter(row => this.#passes(row));
          return html`${shown(rows, page)}
            <p-table label="Decisions" .columns=${DECISIONS} .rows=${rows} none=${page.items.length
              ? 'Nothing passes the filters. Clear them to see all.'
              : 'Nothing has been decided yet. PUT /entry/settings switches automatic entry on.'}></p-table>
            ${more(this.decisions)}`;
        })}`)}`;
  }

  #passes(row) {
    const { outcome, text } = this.query;
    return (!outcome || (row.outcome === 'skip') === (outcome === 'skip'))
      && has(text, row.ticker, row.side, row.trade_id, ...row.reasons.map(reason));
  }
}

customElements.define('p-entry', Entry);
