import { html } from 'lit';
import { send } from '../api.js';
import { count, money, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link, narrow } from '../route.js';
import { figure, figures, section } from '../ui/figure.js';
import { problem, show } from '../ui/state.js';
import { LIMITS } from './limits.js';
import { Page } from './page.js';
import '../ui/table.js';

const FOUND = [
  { name: 'Market', of: row => row.question,
    cell: row => html`<a href=${link('markets', row.market_id)}>${row.question || row.market_id}</a>` },
  { name: 'Event', of: row => row.event_title },
  { name: 'YES', of: row => row.yes_price, cell: row => price(row.yes_price), isNumber: true },
  { name: 'NO', of: row => row.no_price, cell: row => price(row.no_price), isNumber: true },
  { name: 'Liquidity', of: row => row.liquidity, cell: row => money(row.liquidity), isNumber: true },
  { name: 'Volume', of: row => row.volume, cell: row => money(row.volume), isNumber: true },
  { name: 'Ends', of: row => row.end_date, cell: row => time(row.end_date) },
];

/** In the address, a limit that is switched off. */
const OFF = 'off';

/** How many events and markets other limits would let pass, beside what passed in the last cycle. Changes nothing. */
class TryLimits extends Page {
  static properties = { found: { state: true }, refusal: { state: true }, isAsking: { state: true } };

  found = null;
  refusal = null;
  isAsking = false;
  cycles = new Loaded(this, () => '/trading/cycles?limit=1', { on: ['cycle'] });

  willUpdate(changed) {
    if (changed.has('query')) {
      this.#ask();
    }
  }

  render() {
    return html`${section('Limits', html`<p>These are the limits that hold when nobody sets others. Change some and see
          what they would let pass; nothing is changed by it. An empty field is no limit.</p>
        <form @submit=${this.#submit}>
          <div class="filters">${LIMITS.map(limit => html`<label>${limit.text}
            <input type="number" name=${limit.name} step="any" inputmode="decimal" .value=${this.#value(limit)}></label>`)}
          </div>
          <button type="submit" class="main" ?disabled=${this.isAsking}>See what passes</button>
          <button type="button" @click=${this.#clear}>As usual</button>
        </form>
        ${this.refusal ? problem(this.refusal) : ''}`)}
      ${this.found ? this.#passed(this.found) : this.refusal ? '' : html`<p class="loading" role="status">Loading…</p>`}`;
  }

  #passed(found) {
    return html`${figures('What passes',
        figure('Events', count(found.events), 'open and listed'),
        figure('Events that pass', html`<span id="candidates">${count(found.candidates)}</span>`),
        figure('Markets that pass', html`<span id="chosen">${count(found.markets)}</span>`,
          show(this.cycles, ({ items }) => html`${items[0]?.summary
            ? `${count(items[0].summary.markets)} in the last cycle` : 'no cycle to compare with'}`)))}
      ${section('Markets that pass', html`
        <p class="quiet">${found.items.length < found.markets ? `The first ${found.items.length}, ` : ''}largest volume
          first</p>
        <p-table label="Markets that pass" .columns=${FOUND} .rows=${found.items}
          none="No market passes these limits. Lower one of them."></p-table>`)}`;
  }

  /** What the field shows: the address's value, or the usual one. */
  #value(limit) {
    const given = this.query[limit.name];
    return given === OFF ? '' : (given ?? limit.usual);
  }

  #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    narrow(Object.fromEntries(LIMITS.map(limit => {
      const text = form.get(limit.name).trim();
      return [limit.name, text === limit.usual ? '' : text || OFF];
    })));
  }

  #clear() {
    narrow(Object.fromEntries(LIMITS.map(limit => [limit.name, ''])));
  }

  async #ask() {
    this.isAsking = true;
    const limits = LIMITS.map(limit => {
      const text = this.#value(limit);
      return [limit.name, text === '' ? null : Number(text)];
    });
    try {
      this.found = await send('POST', '/markets/filter/preview', { run_id: 'cockpit', ...Object.fromEntries(limits) });
      this.refusal = null;
    } catch (refusal) {
      this.refusal = refusal;
      this.found = null;
    }
    this.isAsking = false;
  }
}

customElements.define('p-try-limits', TryLimits);
