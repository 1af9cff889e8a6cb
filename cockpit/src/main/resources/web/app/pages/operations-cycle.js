import { html } from 'lit';
import { count, duration, millis, NONE, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { evidence, facts, plain } from '../ui/facts.js';
import { badge, section } from '../ui/figure.js';
import { show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/table.js';

const KINDS = { completed: 'good', failed: 'bad' };

const words = name => name.replaceAll('_', ' ');
const figure = value => (typeof value === 'number' ? count(value, 2) : plain(value));

const STEPS = [
  { name: 'Step', of: row => row.name },
  { name: 'Status', of: row => row.status, cell: row => badge(row.status, KINDS[row.status] ?? 'warn') },
  { name: 'Took', of: row => row.duration_ms, cell: row => millis(row.duration_ms), isNumber: true },
  { name: 'Counts', of: row => Object.keys(row.counts ?? {}).length,
    cell: row => Object.entries(row.counts ?? {}).map(([name, value]) => html`<div>${words(name)} ${figure(value)}</div>`) },
  { name: 'Message', of: row => row.message ?? NONE },
];

/** One cycle with its steps. */
class OperationsCycle extends Page {
  cycle = new Loaded(this, () => `/trading/cycles/${encodeURIComponent(this.item)}`, { on: ['cycle'], every: 15_000 });

  render() {
    return html`<p><a href=${link('operations')}>Operations</a></p>
      <h1>${this.item}</h1>
      ${show(this.cycle, cycle => html`
        <p>${badge(cycle.status, KINDS[cycle.status] ?? 'warn')} ${time(cycle.started_at)}${cycle.finished_at
          ? html`, took ${duration((Date.parse(cycle.finished_at) - Date.parse(cycle.started_at)) / 1000)}` : ', under way'}</p>
        ${section('Steps', html`<p-table label="Steps" .columns=${STEPS} .rows=${cycle.steps}
          none="No step has begun yet."></p-table>`)}
        ${cycle.summary ? section('Summary', facts(Object.entries(cycle.summary).map(([name, value]) => [words(name), figure(value)]))) : ''}
        ${section('Parameters', facts(
          ['Portfolio', count(cycle.portfolio_id)],
          ['Strategy', cycle.parameters.strategy ?? NONE],
          ['Parameters', evidence(cycle.parameters.parameters, 'Parameters')],
          ['Filters', evidence(cycle.parameters.filters, 'Filters')]))}`)}`;
  }
}

customElements.define('p-operations-cycle', OperationsCycle);
