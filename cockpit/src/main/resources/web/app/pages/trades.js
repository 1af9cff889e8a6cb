import { html } from 'lit';
import { count, gain, money, percent, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { settings } from '../settings.js';
import { figure, figures, section } from '../ui/figure.js';
import { choice, has, shown, views, words } from '../ui/filters.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import { shares, side, state } from './sides.js';
import './desk-trade.js';
import './desk-trades.js';
import './trade.js';
import '../ui/portfolio-choice.js';
import '../ui/table.js';

const VIEWS = [['', 'Positions'], ['history', 'Trades'], ['desk', 'Desk']];
const STATUSES = [['', 'All'], ['open', 'Open'], ['closed', 'Closed'], ['settled', 'Settled']];
const ACTIONS = [['', 'Both'], ['buy_yes', 'YES'], ['buy_no', 'NO']];

const MARKET = { name: 'Market', of: row => row.market_question,
  cell: row => html`<a href=${link('trades', row.trade_id)}>${row.market_question}</a>` };
const SIDE = { name: 'Side', of: row => side(row.action) };
const STATUS = { name: 'Status', of: row => row.status, cell: row => state(row.status) };
const SHARES = { name: 'Shares', of: row => row.shares, cell: row => shares(row.shares), isNumber: true };
const ENTRY = { name: 'Entry', of: row => row.entry_price, cell: row => price(row.entry_price), isNumber: true };
const REALISED = { name: 'Realised', of: row => row.realized_pnl, cell: row => gain(row.realized_pnl), isNumber: true };

const POSITIONS = [
  MARKET, SIDE, STATUS, SHARES, ENTRY,
  { name: 'Price', of: row => row.exit_price ?? row.last_price,
    cell: row => price(row.exit_price ?? row.last_price), isNumber: true },
  { name: 'Cost', of: row => row.cost, cell: row => money(row.cost), isNumber: true },
  { name: 'Unrealised', of: row => row.current_pnl, isNumber: true,
    cell: row => gain(row.status === 'open' ? row.current_pnl : null) },
  REALISED,
  { name: 'Opened', of: row => row.entry_timestamp, cell: row => time(row.entry_timestamp) },
];

const HISTORY = [
  MARKET, SIDE, STATUS,
  { name: 'Amount', of: row => row.amount, cell: row => money(row.amount), isNumber: true },
  SHARES, ENTRY,
  { name: 'Fee', of: row => row.fee, cell: row => money(row.fee), isNumber: true },
  { name: 'Confidence', of: row => row.confidence, cell: row => percent(row.confidence), isNumber: true },
  { name: 'Exit', of: row => row.exit_price, cell: row => price(row.exit_price), isNumber: true },
  REALISED,
  { name: 'Made', of: row => row.timestamp, cell: row => time(row.timestamp) },
];

const LIVE = { on: ['trade', 'cycle'], every: 15_000 };

/** What the chosen portfolio holds and has traded, and the desk's trades; behind an id, one of them. */
class Trades extends Page {
  books = new Loaded(this, () => (this.#isList ? `/paper-trading/portfolio?portfolio_id=${settings.portfolio}` : null), LIVE);
  positions = new Loaded(this, () => this.#list('', `/portfolios/${settings.portfolio}/positions?`), LIVE);
  history = new Loaded(this, () => this.#list('history', `/paper-trading/history?portfolio_id=${settings.portfolio}&`), LIVE);

  get #isList() {
    return !this.item && this.query.view !== 'desk';
  }

  #list(view, path) {
    const status = this.query.status ? `&status=${encodeURIComponent(this.query.status)}` : '';
    return !this.item && (this.query.view ?? '') === view ? `${path}limit=100${status}` : null;
  }

  render() {
    if (this.item) {
      return this.query.of === 'desk'
        ? html`<p-desk-trade .item=${this.item}></p-desk-trade>`
        : html`<p-trade .item=${this.item}></p-trade>`;
    }
    return html`<div class="title"><h1>Positions and trades</h1>
        ${this.#isList ? html`<p-portfolio-choice></p-portfolio-choice>` : ''}</div>
      ${views('Kinds of trades', 'trades', this.query, VIEWS)}
      ${this.query.view === 'desk'
        ? html`<p-desk-trades .query=${this.query}></p-desk-trades>`
        : html`${show(this.books, ({ summary }) => this.#money(summary))}${this.#rows()}`}`;
  }

  #money(summary) {
    return figures('Portfolio',
      figure('Open positions', html`<span id="open-positions">${count(summary.open_positions)}</span>`),
      figure('They cost', money(summary.positions_cost), `worth ${money(summary.positions_value)}`),
      figure('Unrealised', gain(summary.unrealized_pnl)),
      figure('Realised', gain(summary.realized_pnl)),
      figure('Cash', money(summary.available)));
  }

  #rows() {
    const isHistory = this.query.view === 'history';
    const loaded = isHistory ? this.history : this.positions;
    const name = isHistory ? 'Trades' : 'Positions';
    return section(name, html`<div class="filters">
        ${choice('Status', 'status', this.query, STATUSES)}
        ${choice('Side', 'action', this.query, ACTIONS)}
        ${words('Text', 'text', this.query)}
      </div>
      ${show(loaded, data => {
        const page = { items: data.items ?? data.trades, next_cursor: data.next_cursor };
        const rows = page.items.filter(row => this.#passes(row));
        return html`${shown(rows, page)}
          <p-table label=${name} .columns=${isHistory ? HISTORY : POSITIONS} .rows=${rows}
            none=${page.items.length ? 'Nothing passes the filters. Clear them to see all.' : NOTHING}></p-table>
          ${more(loaded)}`;
      })}`);
  }

  #passes(row) {
    const { action, text } = this.query;
    return (!action || row.action === action) && has(text, row.market_question, row.trade_id, row.event_title, row.reason);
  }
}

const NOTHING = 'No trade yet. A cycle makes some when a strategy finds a market to trade and there is cash.';

customElements.define('p-trades', Trades);
