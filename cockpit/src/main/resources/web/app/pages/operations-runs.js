import { html } from 'lit';
import { get, send } from '../api.js';
import { count, duration, millis, money, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { may } from '../session.js';
import { settings } from '../settings.js';
import { ask } from '../ui/ask.js';
import { facts } from '../ui/facts.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/portfolio-choice.js';
import '../ui/table.js';

const KINDS = { completed: 'good', complete: 'good', failed: 'bad' };

const took = row => (row.finished_at ? (Date.parse(row.finished_at) - Date.parse(row.started_at)) / 1000 : null);

const figureOf = name => row => row.summary?.[name];
const number = (name, of) => ({ name, of, cell: row => count(of(row)), isNumber: true });

const CYCLES = [
  { name: 'Started', of: row => row.started_at, cell: row => time(row.started_at) },
  { name: 'Cycle', of: row => row.cycle_id, cell: row => html`<a href=${link('operations', row.cycle_id)}>${row.cycle_id}</a>` },
  { name: 'Status', of: row => row.status, cell: row => badge(row.status, KINDS[row.status] ?? 'warn') },
  number('Portfolio', row => row.portfolio_id),
  { name: 'Strategy', of: row => row.parameters.strategy },
  number('Markets', figureOf('markets')),
  number('Signals', figureOf('signals')),
  number('Executed', figureOf('executed')),
  number('Denied', figureOf('denied')),
  { name: 'Took', of: took, cell: row => duration(took(row)), isNumber: true },
];

const INGESTS = [
  { name: 'Started', of: row => row.started_at, cell: row => time(row.started_at) },
  { name: 'Run', of: row => row.run_id },
  { name: 'Status', of: row => row.status, cell: row => html`${badge(row.status, KINDS[row.status] ?? 'warn')} ${row.reason ?? ''}` },
  number('Events', row => row.events),
  number('Markets', row => row.markets),
  number('Snapshots', row => row.snapshots),
  number('Put aside', row => row.quarantined),
  number('Pages', row => row.pages),
  number('Retries', row => row.retries),
  { name: 'Took', of: row => row.duration_ms, cell: row => millis(row.duration_ms), isNumber: true },
];

/** What runs again and again: cycles and the catalogue, and whether the books are right after it. */
class OperationsRuns extends Page {
  cycles = new Loaded(this, () => '/trading/cycles?limit=10', { on: ['cycle'], every: 15_000 });
  ingests = new Loaded(this, () => '/ingest/runs?limit=5', { on: ['cycle'], every: 30_000 });
  ledger = new Loaded(this, () => '/ledger/check', { on: ['cycle'], every: 60_000 });

  render() {
    return html`
      ${section('Cycles', show(this.cycles, page => html`<p-table label="Cycles" .columns=${CYCLES} .rows=${page.items}
          none="No cycle has run yet. ./prescient up runs one every minute."></p-table>${more(this.cycles)}`),
        may('trader') ? html`<button type="button" @click=${this.#start}>Run a cycle…</button>` : '')}
      ${section('Catalogue', show(this.ingests, page => html`<p-table label="Ingest runs" .columns=${INGESTS} .rows=${page.items}
        none="The catalogue was never read. Every cycle begins with it."></p-table>${more(this.ingests)}`))}
      ${section('Ledger', show(this.ledger, check => figures('Ledger',
        figure('Balanced', html`<span id="balanced">${check.balanced ? badge('balanced', 'good') : badge('not balanced', 'bad')}</span>`,
          `${count(check.differences.length)} differences`),
        figure('Sum of all entries', money(check.sum)),
        figure('Transactions', count(check.transactions)),
        figure('Entries', count(check.entries)))))}`;
  }

  async #start() {
    const id = `cockpit-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
    const wish = { strategy: 'most-likely' };
    let done = null;
    const isDone = await ask({
      title: `Run a cycle of portfolio ${settings.portfolio}?`,
      preview: before(wish),
      action: 'Run it',
      work: async () => {
        done = await send('POST', '/trading/cycles', {
          cycle_id: id, portfolio_id: settings.portfolio, strategy: wish.strategy,
        });
      },
    });
    if (isDone) {
      location.hash = link('operations', done.cycle_id);
    }
  }
}

/** What a cycle would work with. */
async function before(wish) {
  const [portfolio, strategies, stop] = await Promise.all([
    get(`/portfolios/${settings.portfolio}`), get('/strategies'), get('/kill-switch')]);
  return html`${facts(
      ['Portfolio', `${portfolio.portfolio_id} ${portfolio.name}, ${portfolio.status}`],
      ['Cash it may spend', money(portfolio.balance)],
      ['Open positions', count(portfolio.open_positions)],
      ['Orders', stop.stopped ? html`${badge('none', 'warn')} trading is stopped; the cycle values and settles only`
        : 'real ones on the paper exchange'])}
    <p>It reads the catalogue, makes signals, orders what the strategy asks for, settles and values. That takes some seconds.</p>
    <p class="field"><label for="cycle-strategy">Strategy</label>
      <select id="cycle-strategy" @change=${event => {
        wish.strategy = event.target.value;
      }}>
        ${strategies.items.filter(strategy => strategy.enabled).map(strategy => html`<option value=${strategy.name}
          ?selected=${strategy.name === wish.strategy}>${strategy.name}</option>`)}
      </select></p>`;
}

customElements.define('p-operations-runs', OperationsRuns);
