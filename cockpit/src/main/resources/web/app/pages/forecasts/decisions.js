import { html } from 'lit';
import { query } from '../../api.js';
import { Element } from '../../element.js';
import { count, degrees, gain, NONE, percent, time } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { badge, section } from '../../ui/figure.js';
import { empty, show } from '../../ui/state.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const COLUMNS = [
  { name: 'Day', of: row => row.trade_date, cell: row => html`<time>${row.trade_date}</time>` },
  { name: 'Decision', of: row => row.decision, cell: row => html`<span>
    ${badge(row.decision, row.decision === 'trade' ? 'good' : '')}
    ${row.live ? '' : badge('dry run')} ${row.reason}</span>` },
  { name: 'Market', of: row => row.chosen_market_subtitle },
  { name: 'Forecast', of: row => row.mu_tmax_f, isNumber: true,
    cell: row => html`<span>${degrees(row.mu_tmax_f)} ± ${degrees(row.sigma_f)}</span>` },
  { name: 'Model', of: row => row.model_prob_yes, cell: row => percent(row.model_prob_yes), isNumber: true },
  { name: 'Ask', of: row => row.market_prob_yes, cell: row => percent(row.market_prob_yes), isNumber: true },
  { name: 'Edge', of: row => row.edge_prob, cell: row => percent(row.edge_prob), isNumber: true },
  { name: 'Contracts', of: row => row.count, cell: row => count(row.count), isNumber: true },
  { name: 'Settled at', of: row => row.settlement_tmax_f, isNumber: true,
    cell: row => html`<span>${degrees(row.settlement_tmax_f)}
      ${row.bucket_hit === null ? '' : row.bucket_hit ? 'hit' : 'missed'}</span>` },
  { name: 'P&L', of: row => row.realized_pnl_dollars, cell: row => gain(row.realized_pnl_dollars), isNumber: true },
  { name: 'Decided', of: row => row.run_ts, cell: row => time(row.run_ts) },
];

const SCORES = [
  { name: 'City', of: row => row.city, cell: row => row.city.toUpperCase() },
  { name: 'Score', of: row => row.score, cell: row => count(row.score, 4), isNumber: true },
  { name: 'Of all scores', of: row => row.share, cell: row => percent(row.share), isNumber: true },
];

/** What was decided on the forecasts of a city, how it ended, and how the money is divided among the cities. */
class ForecastDecisions extends Element {
  static properties = { chosen: { attribute: false } };

  decisions = new Loaded(this, () => query('/forecast/decisions', {
    trade_date: this.chosen.day, days: this.chosen.days, city: this.chosen.city.code,
  }));
  scores = new Loaded(this, () => `/forecast/allocation-scores?trade_date=${this.chosen.day}`);

  render() {
    const { city, day, days, env } = this.chosen;
    return html`
      ${section(`Predicted and settled, ${city.name}`, show(this.decisions,
        all => this.#settled(ofEnvironment(all, env))))}
      ${section(`Decisions on ${city.name}`, show(this.decisions, all => html`
        <p-table label="Decisions" .columns=${COLUMNS} .rows=${ofEnvironment(all, env).toReversed()}
          none=${`Nothing was decided in ${env} for ${day} and the ${days - 1} days before. A cycle
            of the part trade decides.`}>
        </p-table>`))}
      ${section('Allocation', show(this.scores, answer => this.#allocation(answer)))}`;
  }

  #settled(decisions) {
    const settled = lastOfDays(decisions).filter(one => one.settlement_tmax_f !== null && one.mu_tmax_f !== null);
    if (!settled.length) {
      return empty('None of these days is settled yet. A cycle settles a day when its climate report is out.');
    }
    const option = {
      legend: {},
      xAxis: { type: 'category', data: settled.map(one => one.trade_date) },
      yAxis: { type: 'value', scale: true, name: '°F' },
      tooltip: { valueFormatter: value => degrees(value) },
      series: [
        { name: 'Predicted', type: 'line', data: settled.map(one => one.mu_tmax_f) },
        { name: 'Settled', type: 'line', symbol: 'diamond', symbolSize: 8, lineStyle: { type: 'dashed' },
          data: settled.map(one => one.settlement_tmax_f) },
      ],
    };
    const last = settled.at(-1);
    const said = `on ${last.trade_date} ${degrees(last.mu_tmax_f)} and ${degrees(last.settlement_tmax_f)}`;
    return html`<p-chart .option=${option}
      label=${`Predicted and settled highest temperatures of ${settled.length} days, ${said}`}></p-chart>`;
  }

  #allocation({ scores, window_days: days }) {
    const sum = Object.values(scores).reduce((all, one) => all + one, 0);
    const rows = Object.entries(scores).map(([city, score]) => ({ city, score, share: sum > 0 ? score / sum : null }));
    return html`<p-table label="Allocation" .columns=${SCORES} .rows=${rows} none=${NONE}></p-table>
      <p class="quiet">From the figures of the ${days} days before; without any a city's score is 1. The money of a
        day is divided by these scores.</p>`;
  }
}

const ofEnvironment = (decisions, env) => decisions.filter(one => one.env === env);

/** The last decision of each day. */
const lastOfDays = decisions => [...new Map(decisions.map(one => [one.trade_date, one])).values()];

customElements.define('p-forecast-decisions', ForecastDecisions);
