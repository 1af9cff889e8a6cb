import { html } from 'lit';
import { send } from '../../api.js';
import { Element } from '../../element.js';
import { count, duration, time } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { link } from '../../route.js';
import { may } from '../../session.js';
import { ask } from '../../ui/ask.js';
import { badge, section } from '../../ui/figure.js';
import { more, show } from '../../ui/state.js';
import '../../ui/table.js';

const PARTS = {
  whole: 'everything: ask the sources, predict, decide, order, settle, grade',
  pulse: 'ask the sources and predict',
  trade: 'ask the sources, predict, decide and order',
  review: 'settle and grade the days before',
};

const KINDS = { completed: 'good', failed: 'bad', skipped: 'warn', running: 'warn' };

const state = status => badge(status, KINDS[status]);

const seconds = cycle =>
  cycle.finished_at && (Date.parse(cycle.finished_at) - Date.parse(cycle.started_at)) / 1000;

const CYCLES = [
  { name: 'Cycle', of: row => row.cycle_id, cell: row => html`<a
    href=${link('forecasts', row.cycle_id)}>${row.cycle_id}</a>` },
  { name: 'Status', of: row => row.status, cell: row => state(row.status) },
  { name: 'Part', of: row => row.parameters.part },
  { name: 'Environment', of: row => row.parameters.env,
    cell: row => html`<span>${row.parameters.env} ${row.parameters.live ? '' : badge('dry run')}</span>` },
  { name: 'Decisions', of: row => counts(row, 'decision').decisions, isNumber: true,
    cell: row => count(counts(row, 'decision').decisions) },
  { name: 'Orders filled', of: row => counts(row, 'order').orders_filled, isNumber: true,
    cell: row => count(counts(row, 'order').orders_filled) },
  { name: 'Started', of: row => row.started_at, cell: row => time(row.started_at) },
  { name: 'Took', of: row => seconds(row), cell: row => duration(seconds(row)), isNumber: true },
];

const STEPS = [
  { name: 'Step', of: row => row.name },
  { name: 'Status', of: row => row.status, cell: row => state(row.status) },
  { name: 'Brought', of: row => row.name, cell: row => brought(row.counts) },
  { name: 'Message', of: row => row.message },
  { name: 'Took', of: row => row.duration_ms, cell: row => `${count(row.duration_ms)} ms`, isNumber: true },
];

const counts = (cycle, name) => cycle.steps.find(step => step.name === name)?.counts ?? {};

const brought = figures => Object.entries(figures)
  .map(([name, value]) => `${name.replaceAll('_', ' ')} ${inWords(value)}`).join(', ');

const inWords = value => (typeof value === 'number' ? count(value, 2) : JSON.stringify(value));

/** The forecast cycles there were, and a way to start one. */
class ForecastCycles extends Element {
  cycles = new Loaded(this, () => '/forecast/cycles?limit=10', { every: 15_000 });

  render() {
    return section('Forecast cycles', show(this.cycles, page => html`
      <p-table label="Forecast cycles" .columns=${CYCLES} .rows=${page.items}
        none="No forecast cycle has run yet. ./prescient up --once runs one after trading, and
          so does the button here."></p-table>
      ${more(this.cycles)}`),
    may('trader') ? html`<button type="button" @click=${this.#start}>Start a cycle…</button>` : '');
  }

  async #start() {
    // The same id when it is tried again, so that no cycle runs twice.
    const cycle = { cycle_id: `cockpit-${new Date().toISOString()}`, env: 'paper', part: 'whole', live: true };
    const isDone = await ask({ title: 'Start a forecast cycle?', action: 'Start', preview: choice(cycle),
      work: () => send('POST', '/forecast/cycles', cycle) });
    if (isDone) {
      location.hash = link('forecasts', cycle.cycle_id);
    }
  }
}

const choice = cycle => html`
  <p>It works on today's forecasts in the environment paper, whatever hour the cities' clocks show, and takes some
    seconds.
    Orders go to the paper exchange and spend the money of its portfolio.</p>
  <p><label>What it does
    <select name="part" @change=${event => Object.assign(cycle, { part: event.target.value })}>
      ${Object.entries(PARTS).map(([part, text]) => html`<option value=${part}>${text}</option>`)}
    </select></label></p>
  <p><label><input name="live" type="checkbox" checked
    @change=${event => Object.assign(cycle, { live: event.target.checked })}>
    Send orders; without, it is a dry run</label></p>`;

/** One cycle, step by step. */
class ForecastCycle extends Element {
  static properties = { id: { type: String } };

  cycle = new Loaded(this, () => `/forecast/cycles/${encodeURIComponent(this.id)}`, { every: 5_000 });

  render() {
    return html`<div class="title"><h1>Forecast cycle ${this.id}</h1>
      <a href=${link('forecasts')}>All forecasts</a></div>
      ${show(this.cycle, cycle => html`
        ${section('Cycle', html`<dl class="facts">
          <dt>Status</dt><dd>${state(cycle.status)}</dd>
          <dt>Started</dt><dd>${time(cycle.started_at)}</dd>
          <dt>Took</dt><dd>${duration(seconds(cycle))}</dd>
          <dt>Environment</dt><dd>${cycle.parameters.env}</dd>
          <dt>Orders</dt><dd>${cycle.parameters.live ? 'are sent' : 'are not sent: a dry run'}</dd>
          <dt>Cities</dt><dd>${cycle.parameters.any_hour
            ? 'are decided on at any hour' : 'are decided on in the 13th hour of their clocks'}</dd>
        </dl>`)}
        ${section('Steps', html`<p-table label="Steps" .columns=${STEPS} .rows=${cycle.steps}
          none="No step has ended yet."></p-table>`)}`)}`;
  }
}

customElements.define('p-forecast-cycles', ForecastCycles);
customElements.define('p-forecast-cycle', ForecastCycle);
