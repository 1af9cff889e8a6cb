import { html } from 'lit';
import { Element } from '../../element.js';
import { count, gain, money, percent, ratio, zone } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { current, link, narrow } from '../../route.js';
import { section } from '../../ui/figure.js';
import { show } from '../../ui/state.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const BY = ['market', 'strategy', 'venue', 'event', 'city', 'day', 'month', 'hour', 'weekday'];

/** What stands for itself even where trades are narrowed already. */
const TIMES = ['day', 'month', 'hour', 'weekday'];

/** What everything on the page can be narrowed to. */
const NARROWING = ['strategy', 'venue', 'event', 'city'];

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const LIMIT = 20;

/** Trades by one thing. */
class AnalyticsBreakdown extends Element {
  static properties = { scope: { type: String }, isNarrowed: { attribute: false },
    by: { type: String }, sort: { type: String } };

  breakdown = new Loaded(this, () => this.#path(), { on: ['trade', 'cycle'] });

  get #choices() {
    return this.isNarrowed ? TIMES : BY;
  }

  get #chosen() {
    return this.#choices.includes(this.by) ? this.by : this.#choices[0];
  }

  get #isWorst() {
    return this.sort === 'worst';
  }

  #path() {
    const by = this.#chosen;
    const more = by === 'market' ? `&sort=${this.#isWorst ? 'worst' : 'best'}` : ['hour', 'weekday'].includes(by)
      ? `&zone=${encodeURIComponent(zone())}` : '';
    const limit = TIMES.includes(by) ? 1000 : LIMIT;
    return `/analytics/breakdown${this.scope}&by=${by}${more}&limit=${limit}`;
  }

  render() {
    const by = this.#chosen;
    return section('Breakdown', html`<div class="filters">
        <label>By
          <select name="by" @change=${event => narrow({ by: event.target.value })}>
            ${this.#choices.map(one => html`<option ?selected=${one === by}>${one}</option>`)}
          </select></label>
        ${by === 'market' ? html`<label>First
          <select name="sort" @change=${event => narrow({ sort: event.target.value })}>
            <option value="best" ?selected=${!this.#isWorst}>the best</option>
            <option value="worst" ?selected=${this.#isWorst}>the worst</option>
          </select></label>` : ''}
      </div>
      ${show(this.breakdown, ({ items, zone: clock }) => html`
        ${items.length ? this.#chart(items) : ''}
        <p-table label="Breakdown" .columns=${this.#columns(by)} .rows=${items}
          none="No trade has ended in this period. A trade
            counts when its position is closed or its market settled."></p-table>
        <p class="quiet">By net result after all fees; ${TIMES.includes(by)
          ? `times in ${clock}` : `at most ${LIMIT} lines`}.</p>`)}`);
  }

  #columns(by) {
    return [
      { name: by[0].toUpperCase() + by.slice(1), of: row => row.key, cell: row => this.#name(by, row.key) },
      { name: 'Trades', of: row => row.trades, cell: row => count(row.trades), isNumber: true },
      { name: 'Wins', of: row => row.wins, cell: row => count(row.wins), isNumber: true },
      { name: 'Losses', of: row => row.losses, cell: row => count(row.losses), isNumber: true },
      { name: 'Win rate', of: row => row.win_rate.value, cell: row => ratio(row.win_rate, percent), isNumber: true },
      { name: 'Fees', of: row => row.fees, cell: row => money(row.fees), isNumber: true },
      { name: 'A trade', of: row => row.expectancy.value, cell: row => ratio(row.expectancy, gain), isNumber: true },
      { name: 'Net', of: row => row.net, cell: row => gain(row.net), isNumber: true },
    ];
  }

  #name(by, key) {
    return NARROWING.includes(by)
      ? html`<a href=${link('analytics', null, { ...current().query, by: '', [by]: key })}>${key}</a>`
      : word(by, key);
  }

  #chart(items) {
    const option = colour => ({
      xAxis: { type: 'category', data: items.map(one => word(this.#chosen, one.key)) },
      yAxis: { type: 'value', axisLabel: { formatter: value => money(value) } },
      tooltip: { valueFormatter: money },
      series: [{ name: 'Net', type: 'bar', barMaxWidth: 32, data: items.map(one => ({
        value: one.net, itemStyle: { color: colour(one.net < 0 ? '--loss' : '--gain') } })) }],
    });
    return html`<p-chart height="180" .option=${option}
      label=${`Net result by ${this.#chosen}; the table has the figures`}></p-chart>`;
  }
}

const word = (by, key) => (by === 'weekday' ? (WEEKDAYS[key - 1] ?? key) : by === 'hour' ? `${key} h` : key);

customElements.define('p-analytics-breakdown', AnalyticsBreakdown);
