import { html } from 'lit';
import { send } from '../../api.js';
import { Element } from '../../element.js';
import { count, duration, gain, money, percent, price, reason, time } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { link } from '../../route.js';
import { may } from '../../session.js';
import { settings } from '../../settings.js';
import { ask } from '../../ui/ask.js';
import { badge, figure, figures, section } from '../../ui/figure.js';
import { empty, more, show } from '../../ui/state.js';
import { FIGURES, isUnderWay, parameters, progress, state } from './status.js';
import '../../ui/chart.js';
import '../../ui/table.js';

/** While it is under way, this long after each answer it is asked for again. */
const PAUSE_MS = 1_000;

const TRADES = [
  { name: 'Opened', of: row => row.opened_at, cell: row => time(row.opened_at) },
  { name: 'Market', of: row => row.market_question },
  { name: 'Side', of: row => row.action, cell: row => row.action.replace('buy_', '').toUpperCase() },
  { name: 'Price', of: row => row.price, cell: row => price(row.price), isNumber: true },
  { name: 'Shares', of: row => row.shares, cell: row => count(row.shares, 2), isNumber: true },
  { name: 'Amount', of: row => row.amount, cell: row => money(row.amount), isNumber: true },
  { name: 'Fee', of: row => row.fee, cell: row => money(row.fee), isNumber: true },
  { name: 'Result', of: row => row.result, cell: row => (row.result
    ? html`<span>${badge(row.result, row.result === 'won' ? 'good' : row.result === 'lost' ? 'bad' : '')}
        ${time(row.settled_at)}</span>`
    : badge('open')) },
  { name: 'P&L', of: row => row.realized_pnl, cell: row => gain(row.realized_pnl), isNumber: true },
];

/** One backtest: what it was asked, how far it is, what each of its variants brought, and one of them in detail. */
class BacktestPage extends Element {
  static properties = { id: { type: String }, variant: { type: Number } };

  report = new Loaded(this, () => `/backtests/${encodeURIComponent(this.id)}`);
  equity = new Loaded(this, () => this.#ofVariant('equity?'));
  trades = new Loaded(this, () => this.#ofVariant('trades?limit=50&'));
  #timer = null;

  /** Null until there is a result, since there is nothing to ask for before. */
  #ofVariant(what) {
    return this.#result() ? `/backtests/${encodeURIComponent(this.id)}/${what}variant=${this.variant}` : null;
  }

  #result() {
    return this.report.data?.results.find(one => one.variant === this.variant);
  }

  updated() {
    if (this.report.data && isUnderWay(this.report.data.backtest)) {
      this.#timer ??= setTimeout(async () => {
        await this.report.reload();
        this.#timer = null;
        this.requestUpdate();
      }, PAUSE_MS);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  render() {
    return html`<div class="title"><h1>Backtest ${this.id}</h1><a href=${link('backtests')}>All backtests</a></div>
      ${show(this.report, ({ backtest, results }) => html`
        ${section('What was asked', this.#facts(backtest), isUnderWay(backtest) && may('trader')
          ? html`<button type="button" ?disabled=${backtest.cancel_requested}
              @click=${() => this.#cancel(backtest, results)}>
              Cancel…</button>`
          : '')}
        ${section('Variants', html`<p-table label="Variants" .columns=${this.#columns()} .rows=${results}
          none=${isUnderWay(backtest)
            ? 'No variant has ended yet.' : 'It ended before a variant had a result.'}></p-table>`)}
        ${this.#result() ? this.#detail(this.#result()) : ''}`)}`;
  }

  #columns() {
    return [
      { name: 'Variant', of: row => row.variant, isNumber: true, cell: row => html`<a
        href=${link('backtests', this.id, { variant: String(row.variant) })}
        aria-current=${row.variant === this.variant ? 'true' : 'false'}>${row.variant}</a>` },
      { name: 'Parameters', of: row => parameters(row.parameters) },
      ...FIGURES,
    ];
  }

  #facts(backtest) {
    const { request } = backtest;
    const done = progress(backtest);
    return html`
      ${done === null ? '' : html`<p><label>Progress <progress max="1" .value=${done}></progress></label></p>`}
      ${backtest.code ? html`<div class="problem" role="alert"><p><strong>${backtest.detail}</strong></p>
        <p><code>${backtest.code}</code></p></div>` : ''}
      <dl class="facts">
        <dt>Status</dt><dd>${state(backtest)}</dd>
        <dt>Strategy</dt><dd>${request.strategy}, version ${backtest.strategy_version}</dd>
        <dt>Parameters</dt><dd>${parameters(request.parameters)}</dd>
        <dt>Tried values</dt><dd>${Object.entries(request.sweep)
          .map(([name, values]) => `${name}: ${values.join(', ')}`).join('; ') || 'none'}</dd>
        <dt>Variants</dt><dd>${count(backtest.variants)}${request.draws
          ? `, ${request.draws} drawn with the seed ${request.seed}` : ''}</dd>
        <dt>Time</dt><dd>${time(request.from)} to ${time(request.to)}, a
          cycle every ${duration(request.every_seconds)}</dd>
        <dt>Cash</dt><dd>${money(request.cash)}</dd>
        <dt>Input</dt><dd>${request.tape ? `tape ${request.tape}` : 'recorded snapshots'}${backtest.input_hash
          ? html`: ${count(backtest.snapshots)} of ${count(backtest.markets)} markets,
            <code>${backtest.input_hash}</code>`
          : ''}</dd>
        ${backtest.not_applied.length ? html`<dt>Not applied</dt><dd>${backtest.not_applied.join(', ')}:
          what they bound is not in snapshots</dd>` : ''}
        <dt>Ran</dt><dd>${backtest.started_at ? time(backtest.started_at) : 'not yet'}${backtest.ended_at
          ? html` to ${time(backtest.ended_at)}` : ''}</dd>
      </dl>`;
  }

  #detail({ variant, figures: result }) {
    const denied = Object.entries(result.denied).map(([code, number]) => ({ code, number }));
    return html`
      ${section(`Variant ${variant}`, html`
        ${figures(`Variant ${variant}`,
          figure('Profit', html`<span id="profit">${gain(result.profit)}</span>`,
            `${percent(result.profit_ratio, 2)} of the cash`),
          figure('Total', money(result.total), `cash ${money(result.cash)}, positions ${money(result.positions)}`),
          figure('Realised', gain(result.realized_pnl), html`unrealised ${gain(result.unrealized_pnl)}`),
          figure('Fees', money(result.fees)),
          figure('Win rate', percent(result.win_rate), `${count(result.won)} of ${count(result.settled)} settled`),
          figure('Largest drawdown', money(result.max_drawdown), percent(result.max_drawdown_ratio, 2)),
          figure('Executed', count(result.executed),
            `of ${count(result.signals)} signals in ${count(result.cycles)} cycles`),
          figure('Open positions', count(result.open_positions)))}
        ${show(this.equity, curve)}`)}
      ${denied.length ? section('Why signals were denied', html`<p-table label="Denials" .rows=${denied} .columns=${[
        { name: 'Reason', of: row => reason(row.code) },
        { name: 'Signals', of: row => row.number, cell: row => count(row.number), isNumber: true }]}></p-table>`) : ''}
      ${section('Trades', show(this.trades, page => html`<p-table label="Trades" .columns=${TRADES} .rows=${page.items}
        none="It traded nothing. Why signals were denied tells more, or no market passed the bounds."></p-table>
        ${more(this.trades)}`))}`;
  }

  async #cancel(backtest, results) {
    await ask({
      title: `Cancel backtest ${backtest.id}?`,
      action: 'Cancel it',
      preview: html`<p>It ends within a cycle. The results of ${count(results.length)} of its
        ${count(backtest.variants)}
        variants are there and are kept; those that are missing are not run.</p>`,
      work: () => send('POST', `/backtests/${encodeURIComponent(backtest.id)}/cancel`),
    });
    this.report.reload();
  }
}

/** What a variant was worth over time. */
function curve(points) {
  if (!points.length) {
    return empty('There is no point of the curve.');
  }
  const option = {
    useUTC: settings.utc,
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true, axisLabel: { formatter: value => money(value) } },
    tooltip: { valueFormatter: money },
    series: [{ name: 'Total', type: 'line', showSymbol: points.length < 30,
      data: points.map(one => [one.at, one.total]) }],
  };
  return html`<p-chart .option=${option}
    label=${`What it was worth, from ${money(points[0].total)} to ${money(points.at(-1).total)}`}></p-chart>`;
}

customElements.define('p-backtest', BacktestPage);
