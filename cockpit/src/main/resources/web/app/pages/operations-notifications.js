import { html } from 'lit';
import { query, send } from '../api.js';
import { count, NONE, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { narrow } from '../route.js';
import { may } from '../session.js';
import { ask } from '../ui/ask.js';
import { badge, section } from '../ui/figure.js';
import { more, show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/table.js';

const STATES = ['waiting', 'delivered', 'undelivered'];
const KINDS = { ok: 'good', delivered: 'good', failing: 'bad', failed: 'bad', undelivered: 'bad', critical: 'bad', waiting: 'warn', warning: 'warn' };

const word = text => badge(text, KINDS[text] ?? '');

const CHANNELS = [
  { name: 'Channel', of: row => row.channel },
  { name: 'State', of: row => row.state, cell: row => word(row.state) },
  { name: 'Sends to', of: row => row.target || null },
  { name: 'Waiting', of: row => row.waiting, cell: row => count(row.waiting), isNumber: true },
  { name: 'Given up', of: row => row.undelivered, cell: row => count(row.undelivered), isNumber: true },
  { name: 'Last delivered', of: row => row.delivered_at, cell: row => time(row.delivered_at) },
  { name: 'Quiet until', of: row => row.quiet_until, cell: row => time(row.quiet_until) },
  { name: 'Error', of: row => row.error,
    cell: row => (row.error ? html`${row.error}${row.failing_since ? html`, since ${time(row.failing_since)}` : ''}` : NONE) },
];

const TOLD = [
  { name: 'Told', of: row => row.told_at, cell: row => time(row.told_at) },
  { name: 'Severity', of: row => row.severity, cell: row => word(row.severity) },
  { name: 'What', of: row => row.title, cell: row => html`${row.title}<div class="quiet">${row.text}</div>` },
  { name: 'Times', of: row => row.told, cell: row => count(row.told), isNumber: true },
  { name: 'Found', of: row => row.seen, cell: row => count(row.seen), isNumber: true },
  { name: 'Reached', of: row => Object.keys(row.deliveries).length, cell: reached },
];

function reached(row) {
  const all = Object.entries(row.deliveries);
  return all.length
    ? all.map(([channel, delivery]) => html`<div>${channel} ${word(delivery.state)} ${delivery.error ?? ''}</div>`)
    : 'not sent: no channel is on for it';
}

/** What people were told and whether it reached them. */
class OperationsNotifications extends Page {
  channels = new Loaded(this, () => '/notifications/channels', { every: 30_000 });
  told = new Loaded(this, () => query('/notifications', { limit: 10, state: this.query.told }), { on: ['status', 'stop'], every: 30_000 });

  render() {
    return section('Notifications', html`
      <h3>Channels</h3>
      ${show(this.channels, list => html`<p-table label="Channels" .columns=${CHANNELS} .rows=${list}></p-table>
        ${list.every(channel => channel.state === 'off') ? html`<p class="quiet">Nobody is told anything: no channel is
          configured.</p>` : ''}`)}
      <h3>Told</h3>
      <div class="filters"><label>Only <select @change=${event => narrow({ told: event.target.value })}>
        <option value="">all</option>
        ${STATES.map(state => html`<option value=${state} ?selected=${state === this.query.told}>${state}</option>`)}
      </select></label></div>
      ${show(this.told, page => html`<p-table label="Notifications" .columns=${TOLD} .rows=${page.items}
        none=${this.query.told ? `Nothing is ${this.query.told}.` : 'Nothing has happened that people are told of.'}></p-table>
        ${more(this.told)}`)}`,
      may('operator') ? html`<button type="button" @click=${this.#test}>Send a test…</button>` : '');
  }

  async #test() {
    const on = (this.channels.data ?? []).filter(channel => channel.state !== 'off');
    const isDone = await ask({
      title: 'Send a test?',
      preview: html`<p>${on.length
        ? `People get a message over ${on.map(channel => `${channel.channel} (${channel.target})`).join(' and ')}.`
        : 'No channel is on, so nobody gets anything.'} What was given up is sent again.</p>`,
      action: 'Send',
      work: async () => {
        const failed = (await send('POST', '/notifications/test')).filter(result => result.outcome === 'failed');
        if (failed.length) {
          throw new Error(failed.map(result => `${result.channel}: ${result.error}`).join('; '));
        }
      },
    });
    if (isDone) {
      this.channels.reload();
      this.told.reload();
    }
  }
}

customElements.define('p-operations-notifications', OperationsNotifications);
