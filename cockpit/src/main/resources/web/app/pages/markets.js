import { html } from 'lit';
import { query } from '../api.js';
import { count, money, percent, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { section } from '../ui/figure.js';
import { choice, views, words } from '../ui/filters.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import { standing } from './sides.js';
import './market.js';
import './try-limits.js';
import '../ui/table.js';

const VIEWS = [['', 'Markets'], ['events', 'Events'], ['limits', 'Try limits']];
const CHOSEN = [['', 'All'], ['true', 'May be traded'], ['false', 'May not']];

const LIQUIDITY = { name: 'Liquidity', of: row => row.liquidity, cell: row => money(row.liquidity), isNumber: true };
const VOLUME = { name: 'Volume', of: row => row.volume, cell: row => money(row.volume), isNumber: true };
const DAY = { name: 'Volume of a day', of: row => row.volume24hr, cell: row => money(row.volume24hr), isNumber: true };
const ENDS = { name: 'Ends', of: row => row.end_date, cell: row => time(row.end_date) };
const STATE = { name: 'State', of: row => String(row.closed), cell: row => standing(row) };

const MARKETS = [
  { name: 'Market', of: row => row.question,
    cell: row => html`<a href=${link('markets', row.market_id)}>${row.question || row.market_id}</a>` },
  { name: 'YES', of: row => row.yes_price, cell: row => price(row.yes_price), isNumber: true },
  { name: 'NO', of: row => row.no_price, cell: row => price(row.no_price), isNumber: true },
  { name: 'Conviction', of: row => row.market_conviction, cell: row => percent(row.market_conviction), isNumber: true },
  LIQUIDITY, VOLUME, DAY, ENDS, STATE,
];

const EVENTS = [
  { name: 'Event', of: row => row.title,
    cell: row => html`<a href=${link('markets', null, { event: row.event_id })}>${row.title || row.event_id}</a>` },
  LIQUIDITY, VOLUME, DAY,
  { name: 'Days left', of: row => row.days_until_end, cell: row => count(row.days_until_end), isNumber: true },
  ENDS, STATE,
];

const LIVE = { on: ['cycle'], every: 60_000 };

/** The catalogue as it was last seen; behind an id, one market. */
class Markets extends Page {
  markets = new Loaded(this, () => this.#list('', '/markets'), LIVE);
  events = new Loaded(this, () => this.#list('events', '/events'), LIVE);
  event = new Loaded(this, () => (this.#isView('') && this.query.event
    ? `/events/${encodeURIComponent(this.query.event)}` : null), LIVE);

  #isView(view) {
    return !this.item && (this.query.view ?? '') === view;
  }

  #list(view, path) {
    return this.#isView(view)
      ? query(path, { limit: 100, filtered: this.query.chosen, search: this.query.text, event_id: this.query.event })
      : null;
  }

  render() {
    if (this.item) {
      return html`<p-market .item=${this.item}></p-market>`;
    }
    return html`<div class="title"><h1>Markets and events</h1></div>
      ${views('Kinds of lists', 'markets', this.query, VIEWS)}
      ${this.#isView('limits')
        ? html`<p-try-limits .query=${this.query}></p-try-limits>`
        : this.#isView('events')
          ? section('Events', this.#rows('Events', this.events, EVENTS))
          : html`${this.query.event ? show(this.event, event => this.#event(event)) : ''}
            ${section('Markets', this.#rows('Markets', this.markets, MARKETS))}`}`;
  }

  #event(event) {
    return section(event.title, html`<p>${standing(event)} ends ${time(event.end_date)}, in
        ${count(event.days_until_end)} days; liquidity ${money(event.liquidity)}, volume ${money(event.volume)}</p>`,
      html`<a href=${link('markets')}>All markets</a>`);
  }

  #rows(name, loaded, columns) {
    const { text, chosen, event } = this.query;
    return html`<div class="filters">
        ${choice('Limits', 'chosen', this.query, CHOSEN)}
        ${words('Text', 'text', this.query)}
      </div>
      ${show(loaded, page => html`
        <p class="quiet" role="status">${count(page.items.length)}${page.next_cursor ? ', and more' : ' in all'}</p>
        <p-table label=${name} .columns=${columns} .rows=${page.items} none=${text || chosen || event
          ? 'Nothing passes the filters. Clear them to see all.'
          : 'The catalogue is empty. A cycle begins with reading it, and so does POST /ingest/runs.'}></p-table>
        ${more(loaded)}`)}`;
  }
}

customElements.define('p-markets', Markets);
