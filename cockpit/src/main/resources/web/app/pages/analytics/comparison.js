import { html } from 'lit';
import { query } from '../../api.js';
import { Element } from '../../element.js';
import { count, gain, money, ratio, reason } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { narrow } from '../../route.js';
import { section } from '../../ui/figure.js';
import { empty, show } from '../../ui/state.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const nameOf = ({ portfolio_id: portfolio, strategy }) => `${strategy} (${portfolio})`;

const interval = ({ low, high }) => (low.value === null
  ? reason(low.reason)
  : html`<span>${gain(low.value)} to ${gain(high.value)}</span>`);

const ESTIMATE = [
  { name: 'Gain a day', of: row => row.per_day.mean.value, cell: row => ratio(row.per_day.mean, gain), isNumber: true },
  { name: '95 % interval', of: row => row.per_day.low.value, cell: row => interval(row.per_day), isNumber: true },
];

const STRATEGIES = [
  { name: 'Strategy', of: row => nameOf(row.name) },
  { name: 'P&L', of: row => row.pnl, cell: row => gain(row.pnl), isNumber: true },
  ...ESTIMATE,
];

const DIFFERENCES = [
  { name: 'One less the other', of: row => nameOf(row.first),
    cell: row => `${nameOf(row.first)} − ${nameOf(row.second)}` },
  ...ESTIMATE,
];

/** Strategies of the chosen portfolio, and of others beside it, over the days that they share. */
class AnalyticsComparison extends Element {
  static properties = { portfolio: { type: Number }, period: { attribute: false }, with: { type: String } };

  portfolios = new Loaded(this, () => '/portfolios?limit=100');
  comparison = new Loaded(this, () => query('/analytics/comparison', {
    portfolio_id: this.#ids().join(','), ...this.period }),
    { on: ['trade', 'cycle'] });

  /** The portfolio of the page first, then those the address names. */
  #ids() {
    return [...new Set([this.portfolio, ...this.with.split(',').filter(id => /^\d{1,9}$/.test(id)).map(Number)])];
  }

  render() {
    const others = (this.portfolios.data?.items ?? []).filter(one => one.portfolio_id !== this.portfolio);
    return section('Strategies side by side', html`
      ${others.length ? html`<fieldset class="checks"><legend>Together with portfolio</legend>
        ${others.map(one => html`<label><input type="checkbox" .checked=${this.#ids().includes(one.portfolio_id)}
          @change=${() => this.#toggle(one.portfolio_id)}> ${one.portfolio_id} ${one.name}</label>`)}
      </fieldset>` : ''}
      ${show(this.comparison, comparison => this.#result(comparison))}`);
  }

  #toggle(id) {
    const others = this.#ids().slice(1);
    narrow({ with: (others.includes(id) ? others.filter(one => one !== id) : [...others, id]).join(',') });
  }

  #result({ from, to, days, strategies, differences }) {
    if (!strategies.length) {
      return empty('No strategy has booked anything in this period.');
    }
    return html`<p class="quiet">${days
        ? `Days that all of them share: ${count(days)}, ${from} to ${to}` : 'They share no day'};
        the number of the portfolio stands in brackets.</p>
      ${this.#chart(strategies.filter(one => one.per_day.low.value !== null))}
      <p-table label="Strategies" .columns=${STRATEGIES} .rows=${strategies}></p-table>
      ${differences.length ? html`<h3>Differences</h3>
        <p-table label="Differences" .columns=${DIFFERENCES} .rows=${differences}></p-table>
        <p class="quiet">An interval that holds zero says that the days do not tell one from the other.</p>` : ''}`;
  }

  /** Each strategy a line from the low to the high end of its interval, with its mean on it. */
  #chart(strategies) {
    const option = {
      grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', scale: true, axisLabel: { formatter: value => money(value), hideOverlap: true } },
      yAxis: { type: 'category', data: strategies.map(one => nameOf(one.name)) },
      tooltip: { trigger: 'item', formatter: at => `${at.seriesName} ${money(at.value[0])}` },
      series: strategies.map(({ name, per_day: { low, mean, high } }) => ({
        name: nameOf(name), type: 'line', symbol: 'diamond', symbolSize: 10, lineStyle: { width: 3 },
        data: [low, mean, high].map(end => [end.value, nameOf(name)]),
      })),
    };
    return strategies.length ? html`<p-chart .option=${option} height=${60 + 44 * strategies.length}
      label="Gain a day of each strategy with its 95 % interval; the table has the figures"></p-chart>` : '';
  }
}

customElements.define('p-analytics-comparison', AnalyticsComparison);
