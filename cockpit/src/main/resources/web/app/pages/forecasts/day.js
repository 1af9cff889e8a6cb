import { html } from 'lit';
import { Element } from '../../element.js';
import { count, degrees, NONE, percent, time, zone } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { link } from '../../route.js';
import { settings } from '../../settings.js';
import { figure, figures, section } from '../../ui/figure.js';
import { empty, show } from '../../ui/state.js';
import { sources } from './sources.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const SOURCES = [
  { name: 'Source', of: row => row.source },
  { name: 'Forecast', of: row => row.forecast, cell: row => degrees(row.forecast), isNumber: true },
  { name: 'From the blend', of: row => row.off, cell: row => degrees(row.off, true), isNumber: true },
  { name: 'Weight', of: row => row.weight, cell: row => percent(row.weight, 2), isNumber: true },
];

const cities = query => [
  { name: 'City', of: row => row.city, cell: row => html`<a
    href=${link('forecasts', null, { ...query, city: row.city })}>${row.city.toUpperCase()}</a>` },
  { name: 'Highest', of: row => row.tmax_predicted, cell: row => degrees(row.tmax_predicted), isNumber: true },
  { name: 'Apart', of: row => row.spread_f, cell: row => degrees(row.spread_f), isNumber: true },
  { name: 'Confidence', of: row => row.confidence_score, cell: row => percent(row.confidence_score), isNumber: true },
  { name: 'In', of: row => row.env },
  { name: 'Run', of: row => row.run_ts, cell: row => time(row.run_ts) },
];

/** What is forecast for a day: in all cities, and in one of them hour by hour beside what was observed. */
class ForecastDay extends Element {
  static properties = { chosen: { attribute: false } };

  predictions = new Loaded(this, () => `/forecast/predictions?trade_date=${this.chosen.day}`);
  snapshots = new Loaded(this, () =>
    `/forecast/intraday-snapshots?city=${this.chosen.city.code}&trade_date=${this.chosen.day}&limit=1000`);
  observations = new Loaded(this, () =>
    `/cities/${this.chosen.city.code}/observations?day=${this.chosen.day}&limit=1000`);

  render() {
    const { city, day } = this.chosen;
    return html`
      ${section(`${city.name} on ${day}`, html`
        ${show(this.predictions, all => this.#prediction(all[city.code]))}
        ${show(this.snapshots, snapshots => show(this.observations, page => this.#course(snapshots, page.items)))}`)}
      <div class="columns">
        ${section(`Sources for ${city.name}`, show(this.snapshots, snapshots => html`
          <p-table label="Sources" .columns=${SOURCES} .rows=${sources(snapshots.at(-1))}
            none="No source has been asked for this day. A forecast cycle asks them all."></p-table>`))}
        ${section('All cities', show(this.predictions, all => html`
          <p-table label="Predictions" .columns=${cities({ day })} .rows=${Object.values(all)}
            none="Nothing is predicted for this day. A forecast cycle predicts its own day and the next."></p-table>`))}
      </div>`;
  }

  #prediction(prediction) {
    if (!prediction) {
      return empty('Nothing is predicted for this day. Choose another, or start a forecast cycle below.');
    }
    const highest = this.observations.data?.items.reduce(
      (high, one) => (high === null || one.temperature_f > high ? one.temperature_f : high), null);
    return figures('Prediction',
      figure('Predicted highest', html`<span id="predicted">${degrees(prediction.tmax_predicted)}</span>`,
        html`by ${prediction.prediction_mode}, ${time(prediction.run_ts)}`),
      figure('Observed so far', degrees(highest ?? null), highest === null ? 'no observation of this day' : 'highest'),
      figure('Sources apart', degrees(prediction.spread_f), 'standard deviation'),
      figure('Confidence', percent(prediction.confidence_score)));
  }

  #course(snapshots, observed) {
    if (!snapshots.length && !observed.length) {
      return empty('Neither a forecast nor an observation of this day is on record.');
    }
    const readings = observed.toReversed();
    const option = {
      useUTC: settings.utc,
      legend: {},
      xAxis: { type: 'time' },
      yAxis: { type: 'value', scale: true, name: '°F' },
      tooltip: { valueFormatter: value => degrees(value) },
      series: [
        { name: 'Forecast of the highest', type: 'line', symbolSize: 7,
          data: snapshots.map(one => [one.timestamp, one.mean_forecast]) },
        { name: 'Observed', type: 'line', showSymbol: readings.length < 60, symbol: 'diamond',
          lineStyle: { type: 'dashed' },
          data: readings.map(one => [one.observed_at, one.temperature_f]) },
      ],
    };
    const last = snapshots.at(-1);
    return html`<p-chart .option=${option} label=${`Forecasts of the day's highest temperature, the last of them ${
      last ? degrees(last.mean_forecast) : NONE}, and ${readings.length} observations`}></p-chart>
      <p class="quiet">Forecasts on record: ${count(snapshots.length)}, observations at ${this.chosen.city.station}:
        ${count(readings.length)}; times in ${zone()}.</p>`;
  }
}

customElements.define('p-forecast-day', ForecastDay);
