import { html } from 'lit';
import { send } from '../../api.js';
import { Element } from '../../element.js';
import { zone } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { may } from '../../session.js';
import { settings } from '../../settings.js';
import { section } from '../../ui/figure.js';
import { problem, show } from '../../ui/state.js';

/** The bounds on markets that snapshots can be held against. */
const BOUNDS = {
  min_conviction: 'Smallest conviction',
  max_conviction: 'Largest conviction',
  market_min_liquidity: 'Smallest liquidity, $',
  market_min_volume: 'Smallest volume, $',
  market_min_volume_24hr: 'Smallest volume of a day, $',
  event_min_days_until_end: 'Fewest days until the end',
  event_max_days_until_end: 'Most days until the end',
};

const HOUR_MS = 3_600_000;

/** A new backtest. Dispatches `taken` with it when the service has it. */
class BacktestForm extends Element {
  static properties = { chosen: { state: true }, refusal: { state: true }, isSent: { state: true } };

  strategies = new Loaded(this, () => '/strategies', { every: 300_000 });
  chosen = null;
  refusal = null;
  isSent = false;
  #now = new Date();

  render() {
    if (!may('trader')) {
      return section('New backtest', html`<p class="empty">A trader may start one; your role only reads.</p>`);
    }
    return section('New backtest', show(this.strategies, page => {
      const strategy = page.items.find(one => one.name === this.chosen) ?? page.items[0];
      return html`<form @submit=${event => this.#submit(event, strategy)}>
        ${this.#what(page.items, strategy)}
        ${this.#parameters(strategy)}
        ${this.#bounds(strategy)}
        ${this.refusal ? problem(this.refusal) : ''}
        <button class="main" type="submit" ?disabled=${this.isSent}>Start the backtest</button>
      </form>`;
    }));
  }

  #what(strategies, strategy) {
    return html`<div class="filters">
      <label>Strategy
        <select name="strategy" @change=${event => { this.chosen = event.target.value; }}>
          ${strategies.map(one => html`<option ?selected=${one === strategy}>${one.name}</option>`)}
        </select></label>
      <label>From (${zone()})<input name="from" type="datetime-local" step="1" required
        value=${this.#before(HOUR_MS)}></label>
      <label>To (${zone()})<input name="to" type="datetime-local" step="1" required value=${this.#before(0)}></label>
      <label>Seconds between cycles<input name="every_seconds" type="number" min="1" value="900" required></label>
      <label>Cash, $<input name="cash" type="number" min="0.01" step="0.01" value="10000" required></label>
      <label>Tape, for snapshots empty<input name="tape" autocomplete="off"></label>
      <label>Name<input name="id" required autocomplete="off" value=${`cockpit-${stamp(this.#now)}`}></label>
    </div>
    <p class="quiet">${strategy.description}</p>`;
  }

  #parameters({ name, parameters }) {
    return html`<h3>Parameters</h3>
      <p class="quiet" id="sweep-help">Several values between commas are tried one by one, in every combination.</p>
      <div class="filters">
        ${parameters.map(one => html`<label title=${one.description}>${one.name}
          <input name=${`parameter.${one.name}`} data-strategy=${name} .value=${String(one.default_value)} required
            inputmode="decimal" pattern="[\\-0-9.,\\s]+" aria-describedby="sweep-help"></label>`)}
        <label>Draw only so many<input name="draws" type="number" min="1" max="256" placeholder="all"></label>
        <label>Seed of the draw<input name="seed" type="number" step="1" value="0" required></label>
      </div>`;
  }

  #bounds({ filters }) {
    return html`<h3>Bounds on markets</h3>
      <p class="quiet" id="bounds-help">Empty is what the strategy has, the word none is no bound.</p>
      <div class="filters">
        ${Object.entries(BOUNDS).map(([name, text]) => html`<label>${text}
          <input name=${`bound.${name}`} inputmode="decimal" pattern="none|[0-9]+([.][0-9]+)?"
            aria-describedby="bounds-help"
            placeholder=${name in filters ? (filters[name] ?? 'none') : 'standard'}></label>`)}
      </div>`;
  }

  async #submit(event, strategy) {
    event.preventDefault();
    this.isSent = true;
    this.refusal = null;
    try {
      const taken = await send('POST', '/backtests', request(new FormData(event.target), strategy));
      this.dispatchEvent(new CustomEvent('taken', { detail: taken }));
    } catch (refusal) {
      this.refusal = refusal;
    }
    this.isSent = false;
  }

  /** As the input has it, in the zone that is shown. */
  #before(milliseconds) {
    const at = new Date(this.#now.getTime() - milliseconds);
    const shown = settings.utc ? at : new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
    return shown.toISOString().slice(0, 19);
  }
}

/** A parameter of one value is one, of several it is swept. What is as the strategy has it is left out. */
function request(form, strategy) {
  const body = {
    id: form.get('id').trim(),
    strategy: strategy.name,
    from: instant(form.get('from')),
    to: instant(form.get('to')),
    every_seconds: Number(form.get('every_seconds')),
    cash: Number(form.get('cash')),
    seed: Number(form.get('seed')),
    parameters: {},
    sweep: {},
    filters: {},
  };
  for (const { name, default_value: standard } of strategy.parameters) {
    const values = form.get(`parameter.${name}`).split(',').map(value => value.trim()).filter(Boolean).map(Number);
    if (values.length > 1) {
      body.sweep[name] = values;
    } else if (values[0] !== standard) {
      body.parameters[name] = values[0];
    }
  }
  for (const name of Object.keys(BOUNDS)) {
    const given = form.get(`bound.${name}`).trim();
    if (given) {
      body.filters[name] = given === 'none' ? null : Number(given);
    }
  }
  for (const name of ['draws', 'tape']) {
    if (form.get(name)) {
      body[name] = name === 'draws' ? Number(form.get(name)) : form.get(name).trim();
    }
  }
  return body;
}

const instant = text => new Date(settings.utc ? `${text}Z` : text).toISOString();

const stamp = at => at.toISOString().replace(/[-:]|\.\d+Z/g, '');

customElements.define('p-backtest-form', BacktestForm);
