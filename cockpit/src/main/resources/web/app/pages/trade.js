import { html } from 'lit';
import { get, query, send } from '../api.js';
import { count, gain, money, percent, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { may } from '../session.js';
import { ask } from '../ui/ask.js';
import { facts } from '../ui/facts.js';
import { figure, figures, section } from '../ui/figure.js';
import { empty, more, problem, show } from '../ui/state.js';
import { Page } from './page.js';
import { shares, side, state } from './sides.js';
import '../ui/table.js';

const ORDERS = [
  { name: 'Order', of: row => row.order_id, cell: row => html`<code>${row.order_id}</code>` },
  { name: 'Does', of: row => row.side, cell: row => (row.side === 'open' ? 'buys' : 'sells') },
  { name: 'Status', of: row => row.status, cell: row => html`${state(row.status)} ${row.reason ?? ''}` },
  { name: 'Quoted', of: row => row.quoted_price, cell: row => price(row.quoted_price), isNumber: true },
  { name: 'Limit', of: row => row.limit_price, cell: row => price(row.limit_price), isNumber: true },
  { name: 'Asked', of: row => row.created_at, cell: row => time(row.created_at) },
];

const FILLS = [
  { name: 'Fill', of: row => row.fill_id, cell: row => html`<code>${row.fill_id}</code>` },
  { name: 'Price', of: row => row.price, cell: row => price(row.price), isNumber: true },
  { name: 'Shares', of: row => row.shares, cell: row => shares(row.shares), isNumber: true },
  { name: 'Amount', of: row => row.amount, cell: row => money(row.amount), isNumber: true },
  { name: 'Fee', of: row => row.fee, cell: row => money(row.fee), isNumber: true },
  { name: 'At', of: row => row.filled_at, cell: row => time(row.filled_at) },
];

const ENTRIES = [
  { name: 'Number', of: row => row.entry_id, cell: row => count(row.entry_id), isNumber: true },
  { name: 'Transaction', of: row => row.transaction_id, cell: row => html`<code>${row.transaction_id}</code>` },
  { name: 'Kind', of: row => row.kind },
  { name: 'Account', of: row => row.account, cell: row => html`<code>${row.account}</code>` },
  { name: 'Amount', of: row => row.amount, cell: row => gain(row.amount), isNumber: true },
  { name: 'At', of: row => row.at, cell: row => time(row.at) },
];

const LIVE = { on: ['trade', 'cycle'], every: 15_000 };

/** One trade from the signal that asked for it to what the books say about it. */
class Trade extends Page {
  trade = new Loaded(this, () => `/trades/${encodeURIComponent(this.item)}`, LIVE);
  position = new Loaded(this, () => this.#of(trade =>
    query(`/portfolios/${trade.portfolio_id}/positions`, { trade_id: trade.trade_id })), LIVE);
  signal = new Loaded(this, () => this.#of(trade =>
    trade.signal_id ? query('/signals', { signal_id: trade.signal_id }) : null));
  orders = new Loaded(this, () => `/trades/${encodeURIComponent(this.item)}/orders`, LIVE);
  entries = new Loaded(this, () => query('/ledger/entries', { trade_id: this.item }), LIVE);

  /** What is asked for about the trade once it is known. */
  #of(path) {
    return this.trade.data ? path(this.trade.data) : null;
  }

  render() {
    return html`<p><a href=${link('trades')}>All positions and trades</a></p>
      ${show(this.trade, trade => html`
        <div class="title"><h1>${trade.market_question}</h1>${this.#close(trade)}</div>
        <p>${state(trade.status)} bought ${side(trade.action)} on ${time(trade.timestamp)},
          portfolio ${trade.portfolio_id}, <a href=${link('markets', trade.market_id)}>market ${trade.market_id}</a>,
          <code>${trade.trade_id}</code></p>
        ${show(this.position, page => this.#money(trade, page.items.find(one => one.trade_id === trade.trade_id)))}
        <div class="columns">
          ${section('Signal', this.#signal(trade))}
          ${section('Settlement', show(this.position, page =>
            this.#settlement(trade, page.items.find(one => one.trade_id === trade.trade_id))))}
        </div>
        ${section('Orders', show(this.orders, ({ orders, fills }) => html`
          <p-table label="Orders" .columns=${ORDERS} .rows=${orders} none=${UNKNOWN_ORDER}></p-table>
          <h3>Fills</h3>
          <p-table label="Fills" .columns=${FILLS} .rows=${fills}
            none="Nothing was filled, or the trade was told by the legacy files, which know no fills."></p-table>
          <p class="quiet">Paper orders are filled whole at the quoted price of their side: the quote is all of the book
            that they consume.</p>`))}
        ${section('Ledger entries', show(this.entries, page => html`
          <p-table label="Ledger entries" .columns=${ENTRIES} .rows=${page.items}
            none="Nothing has been booked for this trade yet; a fill is booked within seconds."></p-table>
          ${more(this.entries)}`))}`)}`;
  }

  #money(trade, position) {
    const isOpen = trade.status === 'open';
    return figures('Trade',
      figure('Shares', html`<span id="shares">${shares(trade.shares)}</span>`),
      figure('Entry', html`<span id="entry-price">${price(trade.entry_price)}</span>`, 'dollars per share'),
      figure('Paid', money(trade.amount), `fee ${money(trade.fee)}`),
      isOpen
        ? figure('Price', price(position?.last_price), html`seen ${time(position?.last_price_at)}`)
        : figure('Exit', price(trade.exit_price), time(trade.exit_timestamp)),
      isOpen
        ? figure('Unrealised', gain(position?.current_pnl), 'as the books were last valued')
        : figure('Realised', gain(trade.realized_pnl)));
  }

  #signal(trade) {
    if (!trade.signal_id) {
      return html`${facts(['Confidence', percent(trade.confidence)], ['Reason', trade.reason])}
        ${empty('No signal asked for this trade: another service ordered it, or a legacy file told of it.')}`;
    }
    return show(this.signal, ({ items }) => {
      const signal = items.find(one => one.signal_id === trade.signal_id);
      return html`${facts(
        ['Reason', trade.reason],
        ['Confidence', percent(trade.confidence)],
        ['Price at decision', price(signal?.target_price)],
        ['YES and NO', signal ? html`${price(signal.yes_price)} and ${price(signal.no_price)}` : null],
        ['Liquidity', money(signal?.market_liquidity)],
        ['Volume', money(signal?.market_volume)],
        ['Market seen', time(signal?.snapshot_at)],
        ['Generated', time(signal?.generated_at)],
        ['Strategy', signal?.strategy],
        ['Run', signal ? html`<a href=${link('signals', null, { run: signal.run_id })}>${signal.run_id}</a>` : null],
        ['Id', html`<code>${trade.signal_id}</code>`])}
        ${signal ? '' : empty('The signal itself is gone: old ones are removed after a while.')}`;
    });
  }

  #settlement(trade, position) {
    if (trade.status === 'open') {
      return html`${facts(['Event', trade.event_title], ['Event ends', time(trade.event_end_date)])}
        ${empty('Not settled: the market is open, or its venue has not told the result.')}`;
    }
    return facts(
      ['Ended by', trade.status === 'settled' ? 'the result of the market' : 'an order that sold it'],
      ['Result', position?.settlement_result],
      ['A share brought', price(trade.exit_price)],
      ['Ended', time(trade.exit_timestamp)],
      ['Realised', gain(trade.realized_pnl)],
      ['Event', trade.event_title]);
  }

  #close(trade) {
    return trade.status === 'open' && may('trader')
      ? html`<button type="button" class="danger" @click=${() => this.#askToClose(trade)}>Close position</button>`
      : '';
  }

  /** A repeat of the request after a lost answer has the same id, so that it sells once. */
  #askToClose(trade) {
    const orderId = `cockpit-${crypto.getRandomValues(new BigUint64Array(2)).join('-')}`;
    return ask({
      title: 'Close this position?',
      preview: preview(trade),
      action: 'Close position',
      work: async () => {
        await send('POST', `/trades/${encodeURIComponent(trade.trade_id)}/close`, { order_id: orderId });
        [this.trade, this.position, this.orders, this.entries].forEach(loaded => loaded.reload());
      },
    });
  }
}

/** What selling everything at the last quote would bring. */
async function preview(trade) {
  const { quotes } = await get(query('/prices', { market_id: trade.market_id }));
  const last = trade.action === 'buy_yes' ? quotes[0]?.yes_price : quotes[0]?.no_price;
  if (last === undefined || last === null) {
    return problem({ message: 'The market has no price now.', hint: 'The order would be refused. Try again later.' });
  }
  const proceeds = trade.shares * last;
  return html`<p>Sells all shares of ${side(trade.action)} in “${trade.market_question}” at the price that is quoted then.</p>
    ${facts(
      ['Shares', shares(trade.shares)],
      ['Last price', html`${price(last)}, seen ${time(quotes[0].observed_at)}`],
      ['Proceeds at this price', money(proceeds)],
      ['Paid for it', money(trade.amount)],
      ['Gain or loss', gain(proceeds - trade.amount)])}`;
}

const UNKNOWN_ORDER = 'No order is known: the trade was told by the legacy files.';

customElements.define('p-trade', Trade);
