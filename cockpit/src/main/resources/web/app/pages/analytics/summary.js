import { html } from 'lit';
import { Element } from '../../element.js';
import { count, duration, gain, money, percent, ratio, reason } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { figure, figures, section } from '../../ui/figure.js';
import { empty, show } from '../../ui/state.js';
import '../../ui/chart.js';

const ON_TRADES = { on: ['trade', 'cycle'], every: 30_000 };

/** The figures of a scope, and its equity and drawdown by day. */
class AnalyticsSummary extends Element {
  static properties = { scope: { type: String } };

  summary = new Loaded(this, () => `/analytics/summary${this.scope}`, ON_TRADES);
  equity = new Loaded(this, () => `/analytics/equity${this.scope}`, ON_TRADES);

  render() {
    return html`${section('Summary', show(this.summary, summary => this.#summary(summary)))}
      ${section('Equity and drawdown', show(this.equity, curves))}`;
  }

  #summary(summary) {
    const { trades, streaks, open, max_drawdown: drawdown } = summary;
    return html`
      <p class="quiet">${summary.first_day
        ? `${summary.first_day} to ${summary.last_day}, days: ${count(summary.days)}, `
          + `ended trades: ${count(trades.count)}.`
        : 'Nothing has been booked in this period.'} A figure that cannot be said has its reason below it.</p>
      ${figures('Money',
        figure('P&L', html`<span id="pnl">${gain(summary.pnl)}</span>`,
          html`realised ${gain(summary.realized)}, opening fees ${money(summary.opening_fees)}`),
        figure('Bought', money(summary.bought), `sold ${money(summary.sold)}`),
        known('Turnover', summary.turnover, value => `${count(value, 2)} ×`, 'bought by capital'),
        figure('Largest drawdown', money(drawdown.dollars), withReason(drawdown.fraction, percent)),
        figure('Open', count(open.positions), html`cost ${money(open.cost)}, unrealised ${gain(open.unrealized)}`))}
      ${figures('Trades',
        known('Win rate', trades.win_rate, percent, `${count(trades.wins)} wins, ${count(trades.losses)} losses`),
        known('Profit factor', trades.profit_factor, plain, html`won ${gain(trades.won)}, lost ${gain(trades.lost)}`),
        known('Expectancy', trades.expectancy, gain, 'a trade'),
        known('Average win', trades.average_win, gain),
        known('Average loss', trades.average_loss, gain),
        known('Holding time', trades.holding_seconds, duration, 'mean'),
        figure('Best trade', gain(summary.best_trade), html`worst ${gain(summary.worst_trade)}`),
        figure('Longest streaks', `${count(streaks.longest_wins)} wins`,
          `${count(streaks.longest_losses)} losses, now ${count(streaks.current)}`))}
      ${figures('Ratios',
        known('Sharpe', summary.sharpe, plain, 'per √year'),
        known('Sortino', summary.sortino, plain, 'per √year'),
        known('Calmar', summary.calmar, plain, 'per year'))}`;
  }
}

const plain = value => count(value, 2);

/** A figure that may be missing, with the reason then. */
const known = (name, given, write, note = '') =>
  figure(name, ratio(given, write), given.value === null ? reason(given.reason) : note);

const withReason = (given, write) => (given.value === null ? reason(given.reason) : write(given.value));

function curves({ days, capital, max_drawdown: drawdown }) {
  if (!days.length) {
    return empty('The curve begins with the first day that has a booking in this period.');
  }
  const option = (name, type, of, more = {}) => ({
    xAxis: { type: 'category', data: days.map(one => one.day) },
    yAxis: { type: 'value', scale: type === 'line', axisLabel: { formatter: value => money(value) } },
    tooltip: { valueFormatter: money },
    series: [{ name, type, showSymbol: days.length < 30, barMaxWidth: 24, data: days.map(of), ...more }],
  });
  const last = days.at(-1);
  return html`
    <p-chart .option=${option('Equity', 'line', one => one.equity)}
      label=${`Equity by day from a capital of ${money(capital)} to ${money(last.equity)} on ${last.day}`}></p-chart>
    <p-chart height="140" .option=${option('Drawdown', 'bar', one => (one.drawdown ? -one.drawdown : 0))}
      label=${`Drawdown by day, the largest ${money(drawdown.dollars)}`}></p-chart>
    <p class="quiet">Capital ${money(capital)}, on ${last.day} equity ${money(last.equity)} and P&L ${gain(last.pnl)},
      largest drawdown ${money(drawdown.dollars)}${drawdown.fraction.value === null
        ? '' : ` (${percent(drawdown.fraction.value)})`}.</p>`;
}

customElements.define('p-analytics-summary', AnalyticsSummary);
