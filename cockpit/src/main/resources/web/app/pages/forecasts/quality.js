import { html } from 'lit';
import { Element } from '../../element.js';
import { count, degrees, percent } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { query } from '../../api.js';
import { figure, figures, section } from '../../ui/figure.js';
import { empty, show } from '../../ui/state.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const score = value => count(value, 4);

const ERRORS = [
  { name: 'Forecasts', of: row => row.count, cell: row => count(row.count), isNumber: true },
  { name: 'Mean absolute error', of: row => row.mae_f, cell: row => degrees(row.mae_f), isNumber: true },
  { name: 'Bias', of: row => row.bias_f, cell: row => degrees(row.bias_f, true), isNumber: true },
  { name: 'Root mean square', of: row => row.rmse_f, cell: row => degrees(row.rmse_f), isNumber: true },
];

const SOURCES = [
  { name: 'Source', of: row => row.source },
  ...ERRORS,
  { name: 'Left out as doubted', of: row => row.doubted, cell: row => count(row.doubted), isNumber: true },
];

const LEADS = [
  { name: 'Source', of: row => row.source },
  { name: 'Made at', of: row => row.lead, cell: row => madeAt(row.lead) },
  ...ERRORS,
];

const BINS = [
  { name: 'Forecast', of: row => row.from, cell: row => `${percent(row.from, 0)} to ${percent(row.to, 0)}` },
  { name: 'Mean forecast', of: row => row.mean_probability, cell: row => percent(row.mean_probability),
    isNumber: true },
  { name: 'Happened', of: row => row.hit_rate, cell: row => percent(row.hit_rate), isNumber: true },
  { name: 'Decisions', of: row => row.count, cell: row => count(row.count), isNumber: true },
];

const madeAt = lead => (lead === 'day-before' ? 'the day before' : `${lead.replace('-', ' to ')} h of the day`);

/** The first day of so many that end with `day`. */
function firstOf(day, days) {
  const first = new Date(`${day}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return first.toISOString().slice(0, 10);
}

/** How good forecasts were: the probabilities that were decided on, and the temperatures by source and lead time. */
class ForecastQuality extends Element {
  static properties = { chosen: { attribute: false } };

  quality = new Loaded(this, () => query('/forecast/calibration', {
    city: this.chosen.city.code, from: firstOf(this.chosen.day, this.chosen.days), to: this.chosen.day,
    env: this.chosen.env,
  }), { every: 120_000 });

  render() {
    const { city, env } = this.chosen;
    return html`${show(this.quality, report => html`
      ${report.decisions.length
        ? report.decisions.map(quality => this.#probabilities(quality))
        : section('Probabilities', empty(`No decision on ${city.name} in ${env} has been settled from ${report.from} to
            ${report.to}. A day is settled when its climate report is out; choose more days or another environment.`))}
      ${section('Errors by source', html`<p-table label="Errors by source" .columns=${SOURCES} .rows=${report.sources}
          none="No forecast of these days has been graded yet. The calibration step of a cycle does, once a
          day is settled."></p-table>`)}
      ${section('Errors by lead time', html`${report.leads.length ? this.#leads(report.leads) : ''}
          <p-table label="Errors by lead time" .columns=${LEADS} .rows=${report.leads}
            none="No prediction of these days can be compared with a settled temperature yet."></p-table>`)}`)}`;
  }

  #probabilities({ live, decisions, crps, buckets, market }) {
    const split = buckets.brier;
    const kind = live ? 'live' : 'dry runs';
    return section(`Probabilities, ${kind}`, html`
      ${figures(`Scores, ${kind}`,
        figure('Decisions', count(decisions), `${count(buckets.count)} chose a market`),
        figure('Brier score', score(split?.score), '0 is perfect, 1 the worst'),
        figure('Log loss', score(buckets.log_loss), 'natural logarithm, less is better'),
        figure('CRPS', degrees(crps.mean_f), `of ${count(crps.count)} forecasts, less is better`),
        figure('Skill against the market', score(market.skill),
          market.count ? `Brier ${score(market.model_brier)} against ${score(market.market_brier)}`
            : 'no offer on record'),
        figure('Hit rate', percent(buckets.hit_rate)))}
      ${split ? html`
        <p class="quiet">Brier score ${score(split.score)} = reliability ${score(split.reliability)}
          − resolution ${score(split.resolution)} + uncertainty ${score(split.uncertainty)}
          + within bins ${score(split.within_bins)}</p>
        <div class="columns">
          ${reliability(buckets.reliability_table)}
          <p-table label=${`Reliability, ${kind}`} .columns=${BINS} .rows=${buckets.reliability_table}></p-table>
        </div>` : ''}`);
  }

  #leads(leads) {
    const order = [...new Set(leads.map(row => row.lead))];
    const names = [...new Set(leads.map(row => row.source))];
    const option = {
      legend: { type: 'scroll' },
      xAxis: { type: 'category', data: order.map(madeAt) },
      yAxis: { type: 'value', name: '°F' },
      tooltip: { valueFormatter: value => degrees(value) },
      series: names.map(name => ({
        name, type: 'line',
        data: order.map(lead => leads.find(row => row.source === name && row.lead === lead)?.mae_f ?? null),
      })),
    };
    return html`<p-chart .option=${option}
      label="Mean absolute error by lead time and source; the table has the figures">
      </p-chart>`;
  }
}

/** How often what was given a probability happened; on the diagonal the forecasts are calibrated. */
function reliability(bins) {
  const axis = name => ({ type: 'value', min: 0, max: 1, name, axisLabel: { formatter: value => percent(value, 0) } });
  const option = {
    legend: {},
    xAxis: { ...axis('Forecast'), nameLocation: 'middle', nameGap: 28 },
    yAxis: axis('Happened'),
    grid: { left: 8, right: 16, top: 44, bottom: 24, containLabel: true },
    tooltip: { trigger: 'item', formatter: at => `forecast ${percent(at.value[0])}\nhappened ${percent(at.value[1])}` },
    series: [
      { name: 'Forecasts', type: 'scatter', symbolSize: 12,
        data: bins.map(bin => [bin.mean_probability, bin.hit_rate]) },
      { name: 'Calibrated', type: 'line', showSymbol: false, lineStyle: { type: 'dashed' }, data: [[0, 0], [1, 1]] },
    ],
  };
  return html`<p-chart .option=${option} height="280"
    label="Reliability diagram: how often each forecast probability happened; the table has the figures"></p-chart>`;
}

customElements.define('p-forecast-quality', ForecastQuality);
