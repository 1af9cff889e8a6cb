import { html } from 'lit';
import { query } from '../api.js';
import { money, percent, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { settings } from '../settings.js';
import { section } from '../ui/figure.js';
import { choice, has, shown, views, words } from '../ui/filters.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import { outcome, side, state } from './sides.js';
import './archives.js';
import './entry.js';
import './strategies.js';
import '../ui/portfolio-choice.js';
import '../ui/table.js';

const VIEWS = [['', 'Signals'], ['archives', 'Archives'], ['entry', 'Automatic entry'], ['strategies', 'Strategies']];
const STATUSES = [['', 'All'], ['generated', 'Generated'], ['claimed', 'Claimed'], ['executed', 'Executed'],
  ['denied', 'Denied'], ['expired', 'Expired']];

const SIGNALS = [
  { name: 'Market', of: row => row.market_question,
    cell: row => html`<a href=${link('markets', row.market_id)}>${row.market_question}</a>` },
  { name: 'Side', of: row => side(row.action) },
  { name: 'Status', of: row => row.status, cell: row => state(row.status) },
  { name: 'What became of it', of: row => row.outcome_reason ?? row.trade_id, cell: row => outcome(row) },
  { name: 'Price', of: row => row.target_price, cell: row => price(row.target_price), isNumber: true },
  { name: 'Amount', of: row => row.amount, cell: row => money(row.amount), isNumber: true },
  { name: 'Confidence', of: row => row.confidence, cell: row => percent(row.confidence), isNumber: true },
  { name: 'Reason', of: row => row.reason },
  { name: 'Strategy', of: row => row.strategy },
  { name: 'Generated', of: row => row.generated_at, cell: row => time(row.generated_at) },
];

const LIVE = { on: ['cycle', 'trade'], every: 15_000 };

/** What the strategies advised and what became of it; when nothing was traded, why not. */
class Signals extends Page {
  signals = new Loaded(this, () => (this.query.view ? null : query('/signals', {
    portfolio_id: settings.portfolio, status: this.query.status, run_id: this.query.run, limit: 100,
  })), LIVE);
  cycles = new Loaded(this, () => (this.query.view ? null : '/trading/cycles?limit=20'), { on: ['cycle'] });

  render() {
    return html`<div class="title"><h1>Signals</h1>
        ${this.query.view ? '' : html`<p-portfolio-choice></p-portfolio-choice>`}</div>
      ${views('Kinds of advice', 'signals', this.query, VIEWS)}
      ${this.#view()}`;
  }

  #view() {
    switch (this.query.view) {
      case 'archives':
        return html`<p-archives></p-archives>`;
      case 'entry':
        return html`<p-entry .query=${this.query}></p-entry>`;
      case 'strategies':
        return html`<p-strategies></p-strategies>`;
      default:
        return section('Signals', this.#signals());
    }
  }

  #signals() {
    return html`<div class="filters">
        ${choice('Status', 'status', this.query, STATUSES)}
        ${choice('Run', 'run', this.query, this.#runs())}
        ${words('Text', 'text', this.query)}
      </div>
      ${show(this.signals, page => {
        const rows = page.items.filter(row =>
          has(this.query.text, row.market_question, row.event_title, row.reason, row.outcome_reason, row.strategy));
        return html`${shown(rows, page)}
          <p-table label="Signals" .columns=${SIGNALS} .rows=${rows} none=${this.#none(page)}></p-table>
          ${more(this.signals)}`;
      })}`;
  }

  #none(page) {
    return page.items.length || this.query.status || this.query.run
      ? 'Nothing passes the filters. Clear them to see all.'
      : 'No signals yet. A cycle generates them from the markets that pass the filters.';
  }

  /** The newest cycles, and the run that the address names. */
  #runs() {
    const runs = (this.cycles.data?.items ?? []).map(cycle => cycle.cycle_id);
    const all = this.query.run && !runs.includes(this.query.run) ? [this.query.run, ...runs] : runs;
    return [['', 'All'], ...all.map(run => [run, run])];
  }
}

customElements.define('p-signals', Signals);
