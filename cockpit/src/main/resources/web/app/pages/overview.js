import { html } from 'lit';
import { count, duration, gain, money, percent, price, ratio, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { settings } from '../settings.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { empty, show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/chart.js';
import '../ui/portfolio-choice.js';
import '../ui/table.js';

const POSITIONS = [
  { name: 'Market', of: row => row.market_question,
    cell: row => html`<a href=${link('trades', row.trade_id)}>${row.market_question}</a>` },
  { name: 'Side', of: row => row.action, cell: row => row.action.replace('buy_', '').toUpperCase() },
  { name: 'Shares', of: row => row.shares, cell: row => count(row.shares, 2), isNumber: true },
  { name: 'Entry', of: row => row.entry_price, cell: row => price(row.entry_price), isNumber: true },
  { name: 'Price', of: row => row.last_price, cell: row => price(row.last_price), isNumber: true },
  { name: 'Cost', of: row => row.cost, cell: row => money(row.cost), isNumber: true },
  { name: 'P&L', of: row => row.current_pnl, cell: row => gain(row.current_pnl), isNumber: true },
  { name: 'Priced', of: row => row.last_price_at, cell: row => time(row.last_price_at) },
];

const ON_TRADES = { on: ['trade', 'cycle'], every: 15_000 };

/** How it stands: the money, what is open, the last cycle, and what needs a person. */
class Overview extends Page {
  books = new Loaded(this, () => `/paper-trading/portfolio?portfolio_id=${settings.portfolio}&limit=10`, ON_TRADES);
  positions = new Loaded(this, () => `/portfolios/${settings.portfolio}/positions?status=open&limit=10`, ON_TRADES);
  equity = new Loaded(this, () => `/analytics/equity?portfolio_id=${settings.portfolio}`, ON_TRADES);
  cycles = new Loaded(this, () => '/trading/cycles?limit=1', { on: ['cycle'], every: 15_000 });
  status = new Loaded(this, () => '/trading/status', { on: ['status', 'stop'], every: 15_000 });

  render() {
    return html`<div class="title"><h1>Overview</h1><p-portfolio-choice></p-portfolio-choice></div>
      ${show(this.status, status => this.#attention(status))}
      ${show(this.books, books => this.#money(books))}
      <div class="columns">
        ${section('Equity', show(this.equity, equity => this.#curve(equity)))}
        ${section('Last cycle', show(this.cycles, page => this.#cycle(page.items[0])))}
      </div>
      ${section('Open positions', show(this.positions, page => html`
        <p-table label="Open positions" .columns=${POSITIONS} .rows=${page.items}
          none="No position is open. A cycle opens some when a strategy finds a market to trade."></p-table>`),
        html`<a href=${link('trades', null, { status: 'open' })}>All positions</a>`)}`;
  }

  /** What needs a person, or that nothing does. */
  #attention(status) {
    const incidents = status.incidents.filter(incident => !incident.closed_at);
    const isWell = status.system_health === 'healthy' && !status.trading_stopped;
    return html`<section class="card attention" aria-label="Alerts">
      ${badge(status.system_health, status.system_health === 'healthy' ? 'good' : 'bad')}
      ${status.trading_stopped ? badge('trading is stopped', 'bad') : ''}
      <span>${status.health_summary.online_components} of ${status.health_summary.total_components} services online</span>
      ${incidents.length || status.alerts.length
        ? html`<ul>
            ${incidents.map(incident => html`<li>${badge(incident.level, 'bad')} ${incident.summary}
              since ${time(incident.opened_at)}</li>`)}
            ${status.alerts.map(alert => html`<li>${badge('alert', 'warn')} ${alert}</li>`)}
          </ul>`
        : isWell ? html`<span class="quiet">No alerts.</span>` : ''}
    </section>`;
  }

  #money({ summary, portfolio }) {
    const today = this.equity.data?.days.at(-1);
    return figures('Portfolio',
      figure('Total value', html`<span id="total-value">${money(summary.total_value)}</span>`),
      figure('P&L on the last day', today ? gain(today.pnl) : money(0), today?.day ?? 'no day has been booked yet'),
      figure('Unrealised', gain(summary.unrealized_pnl), `positions cost ${money(summary.positions_cost)}`),
      figure('Realised', gain(summary.realized_pnl)),
      figure('Cash', money(summary.available), summary.reserved ? `${money(summary.reserved)} more is reserved` : ''),
      figure('Open positions', html`<span id="open-positions">${count(summary.open_positions)}</span>`,
        `${count(portfolio.trade_count)} trades in all`));
  }

  #curve({ days, capital, max_drawdown: drawdown }) {
    if (!days.length) {
      return empty('The curve begins with the first day that has a booking.');
    }
    const option = {
      xAxis: { type: 'category', data: days.map(day => day.day) },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: value => money(value) } },
      tooltip: { valueFormatter: money },
      series: [{ name: 'Equity', type: 'line', showSymbol: days.length < 30, data: days.map(day => day.equity) }],
    };
    const last = days.at(-1);
    return html`<p-chart .option=${option}
        label="Equity by day from ${money(capital)} to ${money(last.equity)} on ${last.day}"></p-chart>
      <p class="quiet">Capital ${money(capital)}, largest drawdown ${money(drawdown.dollars)}
        (${ratio(drawdown.fraction, percent)}).</p>`;
  }

  #cycle(cycle) {
    if (!cycle) {
      return empty('No cycle has run yet. ./prescient up runs one, and so does POST /trading/cycles.');
    }
    const seconds = cycle.finished_at && (Date.parse(cycle.finished_at) - Date.parse(cycle.started_at)) / 1000;
    const summary = cycle.summary;
    return html`<p>${badge(cycle.status, cycle.status === 'completed' ? 'good' : cycle.status === 'failed' ? 'bad' : 'warn')}
        ${time(cycle.started_at)}${seconds ? html`, took ${duration(seconds)}` : ''}</p>
      ${summary
        ? figures('Last cycle',
          figure('Markets', count(summary.markets)),
          figure('Signals', count(summary.signals)),
          figure('Executed', count(summary.executed)),
          figure('Denied', count(summary.denied)))
        : html`<ol>${cycle.steps.map(step => html`<li>${step.name} ${badge(step.status)}</li>`)}</ol>`}
      ${summary?.ledger_balanced === false ? html`<p>${badge('the ledger is not balanced', 'bad')}</p>` : ''}`;
  }
}

customElements.define('p-overview', Overview);
