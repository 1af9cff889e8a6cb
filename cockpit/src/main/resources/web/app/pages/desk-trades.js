import { html } from 'lit';
import { duration, gain, percent, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link, narrow } from '../route.js';
import { badge, section } from '../ui/figure.js';
import { choice, has, shown, words } from '../ui/filters.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import { shares, state } from './sides.js';
import '../ui/table.js';

const STATUSES = [['', 'All'],
  ...['pending', 'submitted', 'unknown', 'open', 'closing', 'expired', 'closed', 'settled', 'rejected'].map(one => [one, one])];

const TRADE = { name: 'Trade', of: row => row.trade_id,
  cell: row => html`<a href=${link('trades', row.trade_id, { of: 'desk' })}>${row.trade_id}</a>` };
const MARKET = { name: 'Market', of: row => row.ticker };
const SIDE = { name: 'Side', of: row => row.side };
const ENTRY = { name: 'Entry', of: row => row.entry_price, cell: row => price(row.entry_price), isNumber: true };
const GAIN = { name: 'P&L', of: row => row.pnl, cell: row => gain(row.pnl), isNumber: true };

const ACTIVE = [
  TRADE, MARKET, SIDE,
  { name: 'Held', of: row => row.held, cell: row => shares(row.held), isNumber: true },
  ENTRY,
  { name: 'Other side', of: row => row.close_price, cell: row => price(row.close_price), isNumber: true },
  GAIN,
  { name: 'Probability', of: row => row.probability, isNumber: true,
    cell: row => percent(row.probability === null ? null : row.probability / 100) },
  { name: 'Closes in', of: row => row.close_seconds, cell: row => duration(row.close_seconds), isNumber: true },
  { name: 'Stop', of: row => row.stop_rule, cell: row => (row.stop_rule ? badge(row.stop_rule, 'warn') : 'quiet') },
  { name: 'Looked at', of: row => row.evaluated_at, cell: row => time(row.evaluated_at) },
];

const TRADES = [
  TRADE, MARKET, SIDE,
  { name: 'Status', of: row => row.status, cell: row => state(row.status) },
  { name: 'Contracts', of: row => row.opened_count, cell: row => shares(row.opened_count), isNumber: true },
  ENTRY,
  { name: 'Exit', of: row => row.exit_price, cell: row => price(row.exit_price), isNumber: true },
  GAIN,
  { name: 'Entered', of: row => row.entry_method },
  { name: 'Environment', of: row => row.environment },
  { name: 'Asked', of: row => row.requested_at, cell: row => time(row.requested_at) },
];

/** The desk's trades: those that are watched now with the feeds they need, and all of them. */
class DeskTrades extends Page {
  active = new Loaded(this, () => '/desk/active-trades', { on: ['desk', 'trade'], every: 5_000 });
  trades = new Loaded(this, () => `/desk/trades?limit=100${this.query.status ? `&status=${this.query.status}` : ''}`,
    { on: ['desk', 'trade'], every: 15_000 });

  render() {
    return html`${section('Watched now', show(this.active, ({ items, feeds }) => html`
        <p>${feeds.map(feed => html`${badge(`${feed.feed}: ${feed.state}`, FEEDS[feed.state] ?? 'warn')} `)}</p>
        <p-table label="Watched trades" .columns=${ACTIVE} .rows=${items}
          none="The desk holds nothing. POST /desk/trades opens a trade, and so does automatic entry."></p-table>`))}
      ${section('Desk trades', html`<div class="filters">
          ${choice('Status', 'status', this.query, STATUSES)}
          ${words('Text', 'text', this.query)}
        </div>
        ${show(this.trades, page => {
          const rows = page.items.filter(row => has(this.query.text, row.trade_id, row.ticker, row.strategy, row.reason));
          return html`${shown(rows, page)}
            <p-table label="Desk trades" .columns=${TRADES} .rows=${rows} none=${page.items.length || this.query.status
              ? 'Nothing passes the filters. Clear them to see all.' : 'The desk has not traded yet.'}></p-table>
            ${more(this.trades)}`;
        })}`,
        this.query.status || this.query.text
          ? html`<button type="button" @click=${() => narrow({ status: '', text: '' })}>Clear</button>` : '')}`;
  }
}

const FEEDS = { live: 'good', idle: '' };

customElements.define('p-desk-trades', DeskTrades);
