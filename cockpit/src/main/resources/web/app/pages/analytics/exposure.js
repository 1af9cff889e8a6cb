import { html } from 'lit';
import { Element } from '../../element.js';
import { count, gain, money, percent, ratio } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { figure, figures, section } from '../../ui/figure.js';
import { show } from '../../ui/state.js';
import '../../ui/table.js';

const LIMIT = 10;

const COLUMNS = [
  { name: 'Event', of: row => row.event_id ?? 'unknown' },
  { name: 'Positions', of: row => row.positions, cell: row => count(row.positions), isNumber: true },
  { name: 'Cost', of: row => row.cost, cell: row => money(row.cost), isNumber: true },
  { name: 'Unrealised', of: row => row.unrealized, cell: row => gain(row.unrealized), isNumber: true },
  { name: 'Worst case', of: row => row.worst_case, cell: row => gain(row.worst_case), isNumber: true },
  { name: 'Each market for itself', of: row => row.worst_case_apart, cell: row => gain(row.worst_case_apart),
    isNumber: true },
  { name: 'What each outcome gains', of: row => row.outcomes.length, cell: outcomes },
];

/** What is held now and what it can come to. */
class AnalyticsExposure extends Element {
  static properties = { portfolio: { type: Number } };

  exposure = new Loaded(this, () => `/analytics/exposure?portfolio_id=${this.portfolio}&limit=${LIMIT}`,
    { on: ['trade', 'cycle'] });

  render() {
    return section('Exposure', show(this.exposure, exposure => html`
      ${figures('Exposure',
        figure('Held at a cost of', html`<span id="exposed">${money(exposure.cost)}</span>`,
          html`${ratio(exposure.of_equity, percent)} of an equity of ${money(exposure.equity)}`),
        figure('Unrealised', gain(exposure.unrealized), 'by the last known prices'),
        figure('Worst case', html`<span id="worst-case">${gain(exposure.worst_case)}</span>`,
          'if each event ends in its worst way'),
        figure('Events', count(exposure.event_count)))}
      <p-table label="Exposure by event" .columns=${COLUMNS} .rows=${exposure.events}
        none="Nothing is held. When positions are open, this shows what
          each outcome of their events would pay."></p-table>
      ${exposure.event_count > exposure.events.length
        ? html`<p class="quiet">The ${exposure.events.length} events with the worst cases.</p>` : ''}`));
  }
}

/** Markets of one event exclude each other: one of them ends with yes, or none that is held. */
function outcomes({ outcomes: all }) {
  return html`<details>
    <summary>${count(all.length)} outcomes</summary>
    <ul>${all.map(one => html`
      <li>${one.yes_market_id ? `yes for ${one.yes_market_id}` : 'yes for another'}: ${gain(one.gain)}</li>`)}</ul>
  </details>`;
}

customElements.define('p-analytics-exposure', AnalyticsExposure);
