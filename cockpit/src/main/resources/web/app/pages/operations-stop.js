import { html } from 'lit';
import { send } from '../api.js';
import { count, money, NONE, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { may } from '../session.js';
import { ask } from '../ui/ask.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/table.js';

const ACTIONS = {
  stop_entries: 'Stop entries: open no position any more',
  cancel_orders: 'Cancel opening orders that are under way',
  flatten: 'Flatten: sell everything that is held',
};

const CANCELS = [
  { name: 'Part', of: row => row.part },
  { name: 'Order', of: row => row.order_id },
  { name: 'Market', of: row => row.market },
  { name: 'Amount', of: row => row.amount, cell: row => money(row.amount), isNumber: true },
];

const CLOSES = [
  { name: 'Part', of: row => row.part },
  { name: 'Market', of: row => row.market },
  { name: 'Side', of: row => row.side },
  { name: 'Count', of: row => row.count, cell: row => count(row.count, 2), isNumber: true },
  { name: 'Cost', of: row => row.cost, cell: row => money(row.cost), isNumber: true },
  { name: 'Would bring', of: row => row.value, cell: row => money(row.value), isNumber: true },
];

const ORDERS = [
  { name: 'At', of: row => row.at, cell: row => time(row.at) },
  { name: 'What', of: row => row.actions.join(', ').replaceAll('_', ' ') },
  { name: 'By', of: row => row.by },
  { name: 'Reason', of: row => row.reason },
  { name: 'Came of it', of: row => row.results.length, cell: results },
];

function results(order) {
  if (!order.results.length) {
    const waits = order.actions.some(action => action === 'cancel_orders' || action === 'flatten');
    return order.dropped ? 'overtaken by a release' : waits ? badge('under way', 'warn') : NONE;
  }
  return order.results.map(result => html`<div>${result.part}: ${count(result.cancelled)} cancelled,
    ${count(result.closed)} sold${result.failures.length
      ? html`, ${badge(`${result.failures.length} failed`, 'bad')} ${result.failures.join('; ')}` : ''}</div>`);
}

/** The same id when a person tries again in one dialogue, so that nothing is done twice. */
function newId(verb) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${verb}-${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The kill switch, from the service's memory: it answers while PostgreSQL does not. */
class OperationsStop extends Page {
  static properties = { ...Page.properties, actions: { state: true } };

  actions = new Set(['stop_entries']);

  standing = new Loaded(this, () => '/kill-switch', { on: ['stop', 'status'], every: 5_000 });

  render() {
    return section('Kill switch', show(this.standing, standing => html`
      <p id="kill-switch">${standing.stopped ? badge('trading is stopped', 'bad') : badge('positions may be opened', 'good')}
        ${standing.detail ?? ''}</p>
      ${may('trader') ? this.#choice() : html`<p class="quiet">A trader may stop trading, an operator may release it.</p>`}
      ${standing.stopped && may('operator')
        ? html`<p><button type="button" @click=${() => this.#release(standing)}>Release trading…</button></p>` : ''}
      <h3>Orders to the kill switch</h3>
      <p-table label="Orders to the kill switch" .columns=${ORDERS} .rows=${standing.orders}
        none="Nobody has used it. ./prescient stop-trading does the same."></p-table>`));
  }

  #choice() {
    return html`<fieldset class="choices"><legend>What to do</legend>
        ${Object.entries(ACTIONS).map(([name, text]) => html`<label>
          <input type="checkbox" name=${name} .checked=${this.actions.has(name)} @change=${event => this.#choose(name, event.target.checked)}>
          ${text}</label>`)}
      </fieldset>
      <p><button type="button" class="danger" ?disabled=${!this.actions.size} @click=${() => this.#stop([...this.actions])}>
        Preview and stop…</button></p>`;
  }

  #choose(name, isChosen) {
    const actions = new Set(this.actions);
    if (isChosen) {
      actions.add(name);
    } else {
      actions.delete(name);
    }
    this.actions = actions;
  }

  async #stop(actions) {
    const wish = { reason: '' };
    const id = newId('stop');
    const isDone = await ask({
      title: actions.includes('stop_entries') ? 'Stop trading?' : 'Use the kill switch without stopping entries?',
      preview: send('POST', '/kill-switch/preview', { actions }).then(preview => html`${shown(preview)}${why(wish)}`),
      action: 'Do it',
      work: () => send('POST', '/kill-switch', { id, actions, reason: given(wish) }),
    });
    if (isDone) {
      this.standing.reload();
    }
  }

  async #release(standing) {
    const wish = { reason: '' };
    const id = newId('release');
    const isDone = await ask({
      title: 'Let positions be opened again?',
      preview: html`<p>${standing.detail}</p>
        <p>Cycles, auto entries and people may open positions at once. What was not cancelled or sold yet stays as it is.</p>
        ${why(wish)}`,
      action: 'Release trading',
      work: () => send('POST', '/kill-switch/release', { id, reason: given(wish) }),
    });
    if (isDone) {
      this.standing.reload();
    }
  }
}

const why = wish => html`<p class="field"><label for="stop-reason">Reason, for the record (required)</label>
  <input id="stop-reason" maxlength="500" required @input=${event => {
    wish.reason = event.target.value;
  }}></p>`;

function given(wish) {
  if (!wish.reason.trim()) {
    throw new Error('A reason is missing: it is kept with the order.');
  }
  return wish.reason.trim();
}

/** What an order would do now. */
const shown = preview => html`
  <p>${preview.stops_entries ? 'No position will be opened any more.' : 'Positions go on being opened.'}</p>
  ${figures('What will change',
    figure('Orders cancelled', html`<span id="cancel-count">${count(preview.cancel_count)}</span>`),
    figure('Positions sold', html`<span id="close-count">${count(preview.close_count)}</span>`),
    figure('They cost', html`<span id="close-cost">${money(preview.cost)}</span>`),
    figure('They would bring', html`<span id="close-value">${money(preview.value)}</span>`,
      preview.unvalued ? `${count(preview.unvalued)} more have no known price` : 'at the last known prices'))}
  ${preview.unreadable.length ? html`<p>${badge('not all is known', 'warn')} What these hold is done once they answer:
    ${preview.unreadable.join('; ')}</p>` : ''}
  ${preview.cancels.length ? html`<details><summary>Orders</summary>
    <p-table label="Orders that would be cancelled" .columns=${CANCELS} .rows=${preview.cancels}></p-table></details>` : ''}
  ${preview.closes.length ? html`<details><summary>Positions</summary>
    <p-table label="Positions that would be sold" .columns=${CLOSES} .rows=${preview.closes}></p-table></details>` : ''}`;

customElements.define('p-operations-stop', OperationsStop);
