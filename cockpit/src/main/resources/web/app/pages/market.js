import { html } from 'lit';
import { query } from '../api.js';
import { count, gain, money, percent, price, time, zone } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { settings } from '../settings.js';
import { facts } from '../ui/facts.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { empty, more, show } from '../ui/state.js';
import { Page } from './page.js';
import { outcome, shares, side, standing, state } from './sides.js';
import '../ui/chart.js';
import '../ui/table.js';

const POINTS = [
  { name: 'Changed', of: row => row.timestamp, cell: row => time(row.timestamp) },
  { name: 'YES', of: row => row.yes_price, cell: row => price(row.yes_price), isNumber: true },
  { name: 'NO', of: row => row.no_price, cell: row => price(row.no_price), isNumber: true },
  { name: 'Liquidity', of: row => row.liquidity, cell: row => money(row.liquidity), isNumber: true },
  { name: 'Volume', of: row => row.volume, cell: row => money(row.volume), isNumber: true },
  { name: 'Seen by', of: row => row.source },
];

const POSITIONS = [
  { name: 'Trade', of: row => row.trade_id, cell: row => html`<a href=${link('trades', row.trade_id)}>${row.trade_id}</a>` },
  { name: 'Side', of: row => side(row.action) },
  { name: 'Status', of: row => row.status, cell: row => state(row.status) },
  { name: 'Shares', of: row => row.shares, cell: row => shares(row.shares), isNumber: true },
  { name: 'Entry', of: row => row.entry_price, cell: row => price(row.entry_price), isNumber: true },
  { name: 'Cost', of: row => row.cost, cell: row => money(row.cost), isNumber: true },
  { name: 'P&L', of: row => row.realized_pnl ?? row.current_pnl, isNumber: true,
    cell: row => gain(row.realized_pnl ?? row.current_pnl) },
];

const SIGNALS = [
  { name: 'Side', of: row => side(row.action) },
  { name: 'Status', of: row => row.status, cell: row => state(row.status) },
  { name: 'What became of it', of: row => row.outcome_reason ?? row.trade_id, cell: row => outcome(row) },
  { name: 'Price', of: row => row.target_price, cell: row => price(row.target_price), isNumber: true },
  { name: 'Strategy', of: row => row.strategy },
  { name: 'Generated', of: row => row.generated_at, cell: row => time(row.generated_at) },
];

const LIVE = { on: ['cycle', 'trade'], every: 30_000 };

/** One market: its prices over time, its event, and what we hold and thought of it. */
class Market extends Page {
  market = new Loaded(this, () => `/markets/${encodeURIComponent(this.item)}`, LIVE);
  quotes = new Loaded(this, () => query('/prices', { market_id: this.item }), { ...LIVE, every: 10_000 });
  history = new Loaded(this, () => `/markets/${encodeURIComponent(this.item)}/history?limit=500`, LIVE);
  positions = new Loaded(this, () =>
    query(`/portfolios/${settings.portfolio}/positions`, { market_id: this.item }), LIVE);
  signals = new Loaded(this, () => query('/signals', { market_id: this.item, limit: 20 }), LIVE);

  render() {
    return html`<p><a href=${link('markets')}>All markets</a></p>
      ${show(this.market, market => html`
        <h1>${market.question || market.market_id}</h1>
        <p>${standing(market)} ${market.accepting_orders ? '' : badge('takes no orders', 'warn')}
          ${market.resolution ? badge(`resolved ${market.resolution}`) : ''} ends ${time(market.end_date)},
          <code>${market.market_id}</code></p>
        ${show(this.quotes, ({ quotes }) => this.#figures(market, quotes[0] ?? market))}
        ${section('Prices', show(this.history, page => this.#history(page)))}
        <div class="columns">
          ${section('Event', this.#event(market))}
          ${section(`Positions of portfolio ${settings.portfolio}`, show(this.positions, page => html`
            <p-table label="Positions" .columns=${POSITIONS} .rows=${page.items}
              none="This portfolio has never held this market."></p-table>${more(this.positions)}`))}
        </div>
        ${section('Signals', show(this.signals, page => html`
          <p-table label="Signals" .columns=${SIGNALS} .rows=${page.items}
            none="No strategy has asked for this market."></p-table>${more(this.signals)}`))}`)}`;
  }

  #figures(market, quote) {
    return figures('Market',
      figure('YES', html`<span id="yes-price">${price(quote.yes_price)}</span>`, html`seen ${time(quote.observed_at)}`),
      figure('NO', html`<span id="no-price">${price(quote.no_price)}</span>`),
      figure('Conviction', percent(market.market_conviction), 'between YES and NO'),
      figure('Liquidity', money(market.liquidity)),
      figure('Volume', money(market.volume), `${money(market.volume24hr)} in a day`));
  }

  #event(market) {
    return market.event_id
      ? facts(
        ['Event', html`<a href=${link('markets', null, { event: market.event_id })}>${market.event_title}</a>`],
        ['Ends', time(market.event_end_date)],
        ['Id', html`<code>${market.event_id}</code>`])
      : empty('Its venue names no event.');
  }

  #history(page) {
    if (!page.items.length) {
      return empty('The history begins with the first run that sees a price.');
    }
    const points = page.items.toReversed();
    const last = points.at(-1);
    const line = (name, of) => ({
      name, type: 'line', step: 'end', showSymbol: points.length < 30,
      data: points.map(point => [Date.parse(point.timestamp), of(point)]),
    });
    const option = {
      legend: {},
      xAxis: { type: 'time', axisLabel: { formatter: hour, hideOverlap: true } },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: value => price(value) } },
      tooltip: { valueFormatter: price },
      series: [line('YES', point => point.yes_price), line('NO', point => point.no_price)],
    };
    return html`<p-chart .option=${option} label="Prices of YES and NO from ${points[0].timestamp} to
        ${last.timestamp}, at the end ${price(last.yes_price)} and ${price(last.no_price)}"></p-chart>
      <details><summary>${count(points.length)} snapshots</summary>
        <p-table label="Snapshots" .columns=${POINTS} .rows=${page.items}></p-table>
        ${more(this.history)}
      </details>`;
  }
}

/** A moment on the axis in the zone of all times. */
const hour = moment => new Intl.DateTimeFormat('en-GB', {
  day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone(),
}).format(moment);

customElements.define('p-market', Market);
