import { html } from 'lit';
import { get, send } from '../api.js';
import { count, gain, money, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { may } from '../session.js';
import { ask } from '../ui/ask.js';
import { facts } from '../ui/facts.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { show } from '../ui/state.js';
import { Page } from './page.js';
import { shares, state } from './sides.js';
import './evidence.js';
import '../ui/table.js';

const ORDERS = [
  { name: 'Order', of: row => row.client_order_id, cell: row => html`<code>${row.client_order_id}</code>` },
  { name: 'Does', of: row => `${row.purpose} ${row.side}` },
  { name: 'Status', of: row => row.status, cell: row => html`${badge(row.status)} ${row.reason ?? row.code ?? ''}` },
  { name: 'Contracts', of: row => row.count, cell: row => shares(row.count), isNumber: true },
  { name: 'Filled', of: row => row.filled, cell: row => shares(row.filled), isNumber: true },
  { name: 'Limit', of: row => row.limit_price, cell: row => price(row.limit_price), isNumber: true },
  { name: 'Cost', of: row => row.cost, cell: row => money(row.cost), isNumber: true },
  { name: 'Fee', of: row => row.fee, cell: row => money(row.fee), isNumber: true },
  { name: 'Asked', of: row => row.created_at, cell: row => time(row.created_at) },
];

const FILLS = [
  { name: 'Fill', of: row => row.fill_id, cell: row => html`<code>${row.fill_id}</code>` },
  { name: 'Order', of: row => row.client_order_id, cell: row => html`<code>${row.client_order_id}</code>` },
  { name: 'Side', of: row => row.side },
  { name: 'Contracts', of: row => row.count, cell: row => shares(row.count), isNumber: true },
  { name: 'Price', of: row => row.price, cell: row => price(row.price), isNumber: true },
  { name: 'Fee', of: row => row.fee, cell: row => money(row.fee), isNumber: true },
  { name: 'At', of: row => row.filled_at, cell: row => time(row.filled_at) },
];

const MESSAGES = [
  { name: 'Number', of: row => row.sequence, cell: row => count(row.sequence), isNumber: true },
  { name: 'From', of: row => row.sender },
  { name: 'To', of: row => row.recipient },
  { name: 'Says', of: row => row.kind,
    cell: row => html`<details><summary>${row.kind}</summary><code>${JSON.stringify(row.payload)}</code></details>` },
  { name: 'Sent', of: row => row.created_at, cell: row => time(row.created_at) },
  { name: 'Handled', of: row => row.handled_at,
    cell: row => (row.error ? html`${badge(row.set_aside_at ? 'set aside' : 'failed', 'bad')} ${row.error}` : time(row.handled_at)) },
];

const ENDED = ['closed', 'settled', 'rejected', 'expired'];

/** One trade of the desk: its orders, what they were filled with, and what the desk's roles told each other. */
class DeskTrade extends Page {
  whole = new Loaded(this, () => `/desk/trades/${encodeURIComponent(this.item)}`, { on: ['desk', 'trade'], every: 5_000 });

  render() {
    return html`<p><a href=${link('trades', null, { view: 'desk' })}>All desk trades</a></p>
      ${show(this.whole, ({ trade, orders, fills, messages }) => html`
        <div class="title"><h1>${trade.ticker} ${trade.side}</h1>${this.#close(trade)}</div>
        <p>${state(trade.status)} ${trade.reason ?? trade.code ?? ''} <code>${trade.trade_id}</code>,
          environment ${trade.environment}, account ${trade.account}
          ${trade.flags.map(flag => html`${badge(flag, 'warn')} `)}</p>
        ${this.#money(trade)}
        ${section('What was asked', this.#terms(trade))}
        ${section('Orders', html`<p-table label="Orders" .columns=${ORDERS} .rows=${orders}
            none="No order was made: the trade was refused, or a legacy file told of it."></p-table>
          ${trade.environment === 'simulation'
            ? orders.filter(order => order.venue_order_id).map(order => html`
              <p-evidence .order=${order.client_order_id}></p-evidence>`)
            : ''}`)}
        ${section('Fills', html`<p-table label="Fills" .columns=${FILLS} .rows=${fills}
          none="Nothing was filled."></p-table>`)}
        ${section('Settlement', this.#settlement(trade))}
        ${section('Messages', html`<p-table label="Messages" .columns=${MESSAGES} .rows=${messages}
          none="A trade that a legacy file told of has no messages."></p-table>`)}`)}`;
  }

  #money(trade) {
    return figures('Trade',
      figure('Bought', html`<span id="shares">${shares(trade.opened_count)}</span>`, 'contracts'),
      figure('Entry', price(trade.entry_price), 'dollars per contract'),
      figure('Cost', money(trade.open_cost), `fee ${money(trade.open_fee)}`),
      figure('Sold', shares(trade.closed_count), `other side cost ${money(trade.close_cost)}, fee ${money(trade.close_fee)}`),
      figure('P&L', gain(trade.pnl), trade.result ?? 'while it is open, see what is watched'));
  }

  #terms(trade) {
    return facts(
      ['Contracts', shares(trade.count)],
      ['Limit', html`${price(trade.limit_price)}, ${trade.time_in_force?.toLowerCase().replaceAll('_', ' ')}`],
      ['Entered', trade.entry_method],
      ['Strategy', trade.strategy],
      ['Symbol', trade.symbol],
      ['Contract', trade.contract],
      ['Strike', trade.strike === null ? null : money(trade.strike)],
      ['Probability', trade.probability === null ? null : `${count(trade.probability, 2)} %`],
      ['Momentum', trade.momentum === null ? null : count(trade.momentum, 4)],
      ['Ticket', html`<code>${trade.ticket_id}</code>`],
      ['Trace', html`<code>${trade.trace_id}</code>`],
      ['Asked', time(trade.requested_at)],
      ['Opened', time(trade.opened_at)]);
  }

  #settlement(trade) {
    return facts(
      ['Market closes', time(trade.market_close_time)],
      ['Result of the market', trade.market_result],
      ['Payout', money(trade.payout)],
      ['Closed by', trade.close_method],
      ['Ended', time(trade.ended_at)],
      ['Compared with the venue', time(trade.reconciled_at)]);
  }

  #close(trade) {
    return !ENDED.includes(trade.status) && may('trader')
      ? html`<button type="button" class="danger" @click=${() => this.#askToClose(trade)}>Close trade</button>`
      : '';
  }

  #askToClose(trade) {
    return ask({
      title: 'Close this trade?',
      preview: preview(trade),
      action: 'Close trade',
      work: async () => {
        // The same id for each time this trade is asked to close: it is closed once.
        await send('POST', `/desk/trades/${encodeURIComponent(trade.trade_id)}/close`, { close_id: 'cockpit' });
        this.whole.reload();
      },
    });
  }
}

/** What closing costs by what the desk last saw. */
async function preview(trade) {
  const { items } = await get('/desk/active-trades');
  const active = items.find(one => one.trade_id === trade.trade_id);
  return html`<p>Buys the other side of what is held in ${trade.ticker}, which nets with it; an order that rests is taken
      back.</p>
    ${facts(
      ['Held', shares(active?.held ?? trade.opened_count - trade.closed_count)],
      ['Other side costs', html`${price(active?.close_price)} per contract, seen ${time(active?.book_at)}`],
      ['Proceeds at this price', active?.close_price ? money(active.held * (1 - active.close_price)) : null],
      ['Paid for it', money(active?.held_cost)],
      ['P&L by the last look', gain(active?.pnl)])}`;
}

customElements.define('p-desk-trade', DeskTrade);
