import { html } from 'lit';
import { Loaded } from '../loaded.js';
import { narrow } from '../route.js';
import { Page } from './page.js';
import './forecasts/cycles.js';
import './forecasts/day.js';
import './forecasts/decisions.js';
import './forecasts/quality.js';

/** Whose days are the days that are traded. */
const BUSINESS_ZONE = 'America/New_York';

const ENVIRONMENTS = ['paper', 'prod', 'demo'];
const WINDOWS = [7, 14, 30, 60, 92];

const dayOf = instant => new Intl.DateTimeFormat('en-CA', { timeZone: BUSINESS_ZONE }).format(instant);

/** What is forecast, what it is made of, how good it was, and what was decided on it. */
class Forecasts extends Page {
  cities = new Loaded(this, () => '/cities?limit=100');
  newest = new Loaded(this, () => '/forecast/cycles?limit=1');

  render() {
    if (this.item) {
      return html`<p-forecast-cycle .id=${this.item}></p-forecast-cycle>`;
    }
    const cities = this.cities.data?.items ?? [];
    const city = cities.find(one => one.code === this.query.city) ?? cities[0];
    const chosen = {
      city,
      day: this.#day(),
      days: WINDOWS.find(days => String(days) === this.query.days) ?? 30,
      env: this.query.env ?? ENVIRONMENTS[0],
    };
    const isReady = city && chosen.day;
    return html`<div class="title"><h1>Forecasts</h1>${this.#narrowing(cities, chosen)}</div>
      ${isReady
        ? html`<p-forecast-day .chosen=${chosen}></p-forecast-day>
            <p-forecast-quality .chosen=${chosen}></p-forecast-quality>
            <p-forecast-decisions .chosen=${chosen}></p-forecast-decisions>`
        : html`<p class="loading" role="status">Loading…</p>`}
      <p-forecast-cycles></p-forecast-cycles>`;
  }

  /** The day that is asked for, else that of the newest cycle, else today. */
  #day() {
    if (/^\d{4}-\d\d-\d\d$/.test(this.query.day ?? '')) {
      return this.query.day;
    }
    if (this.newest.state === 'loading') {
      return null;
    }
    const cycle = this.newest.data?.items[0];
    return dayOf(cycle ? new Date(cycle.started_at) : new Date());
  }

  #narrowing(cities, { city, day, days, env }) {
    const environments = [...new Set([...ENVIRONMENTS, env])];
    return html`<div class="filters">
      <label>City
        <select name="city" @change=${event => narrow({ city: event.target.value })}>
          ${cities.map(one => html`<option value=${one.code} ?selected=${one === city}>${one.name}</option>`)}
        </select></label>
      <label>Day
        <input name="day" type="date" .value=${day ?? ''}
          @change=${event => narrow({ day: event.target.value })}></label>
      <label>Looking back
        <select name="days" @change=${event => narrow({ days: event.target.value })}>
          ${WINDOWS.map(one => html`<option value=${one} ?selected=${one === days}>${one} days</option>`)}
        </select></label>
      <label>Environment
        <select name="env" @change=${event => narrow({ env: event.target.value })}>
          ${environments.map(one => html`<option ?selected=${one === env}>${one}</option>`)}
        </select></label>
    </div>`;
  }
}

customElements.define('p-forecasts', Forecasts);
