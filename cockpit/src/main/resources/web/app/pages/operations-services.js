import { html } from 'lit';
import { count, duration, millis, NONE, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { facts, plain } from '../ui/facts.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { empty, more, show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/table.js';

const words = name => name.replaceAll('_', ' ');

const SERVICES = [
  { name: 'Service', of: row => row.name, cell: row => words(row.name) },
  { name: 'State', of: row => row.status, cell: row => badge(row.status, row.status === 'online' ? 'good' : 'bad') },
  { name: 'Database', of: row => row.database?.state,
    cell: row => (row.database?.state ? badge(row.database.state, row.database.state === 'up' ? 'good' : 'bad') : NONE) },
  { name: 'Its latency', of: row => row.database?.latency_ms, cell: row => millis(row.database?.latency_ms), isNumber: true },
  { name: 'Checks', of: row => failing(row).length, cell: checks },
];

const all = component => Object.values(component.checks ?? {});
const failing = component => all(component).filter(check => check.status !== 'UP');

/** What each check says; those that fail without a click. */
function checks(component) {
  const bad = failing(component);
  if (!all(component).length) {
    return 'it does not tell';
  }
  return html`${bad.map(check => html`<div>${badge(`${check.name} ${check.status.toLowerCase()}`, 'bad')} ${said(check)}</div>`)}
    <details><summary>${all(component).length - bad.length} of ${all(component).length} are up</summary>
      ${facts(all(component).map(check => [check.name, html`${badge(check.status.toLowerCase(), check.status === 'UP' ? 'good' : 'bad')} ${said(check)}`]))}
    </details>`;
}

const said = check => Object.entries(check.data ?? {}).map(([name, value]) => html`<div>${words(name)}: ${plain(value)}</div>`);

const FEEDS = [
  { name: 'Feed', of: row => row.name },
  { name: 'State', of: row => row.state, cell: row => badge(row.state, row.state === 'connected' ? 'good' : 'warn') },
  { name: 'Age', of: row => row.age, cell: row => duration(row.age), isNumber: true },
  { name: 'More', of: row => row.more },
];

/** The catalogue, and what is heard live. */
function feeds(status) {
  const { feeds: told, components } = status;
  const live = components.market_ingest_service?.checks?.['live-feeds']?.data ?? {};
  const names = Object.keys(live).filter(name => `${name}_reconnects` in live);
  return [
    { name: 'catalogue', state: told?.catalogue_last_success_at ? 'connected' : 'unknown', age: told?.catalogue_age_seconds,
      more: `${count(told?.catalogue_rows)} markets of venues, ${count(told?.prices_rows)} prices` },
    ...names.map(name => ({ name, state: live[name], age: live[`${name}_age_seconds`],
      more: ['reconnects', 'gaps', 'waiting'].map(what => `${count(live[`${name}_${what}`])} ${what}`).join(', ') })),
  ];
}

const CONDITIONS = [
  { name: 'Part', of: row => row.part, cell: row => words(row.part) },
  { name: 'State', of: row => row.state, cell: row => badge(row.state, { well: 'good', failing: 'bad' }[row.state] ?? 'warn') },
  { name: 'Since', of: row => row.since, cell: row => time(row.since) },
  { name: 'Because of', of: row => row.cause },
  { name: 'Evidence', of: row => row.evidence },
];

const INCIDENTS = [
  { name: 'Opened', of: row => row.opened_at, cell: row => time(row.opened_at) },
  { name: 'Closed', of: row => row.closed_at, cell: row => (row.closed_at ? time(row.closed_at) : badge('open', 'bad')) },
  { name: 'Worst', of: row => row.worst, cell: row => badge(row.worst, row.worst === 'warning' ? 'warn' : 'bad') },
  { name: 'Root', of: row => row.root, cell: row => words(row.root) },
  { name: 'Affected', of: row => row.affected.length, cell: row => row.affected.map(words).join(', ') },
  { name: 'What', of: row => row.summary },
  { name: 'Events', of: row => row.events.length, cell: row => html`<details><summary>${row.events.length} events</summary>
    ${facts(row.events.map(event => [time(event.at), `${event.kind}, ${event.level}: ${event.text}`]))}
    ${row.restart ? html`<p>Restart of ${row.restart.unit}: ${row.restart.allowed ? 'allowed' : 'not now'},
      ${row.restart.used} of ${row.restart.limit} used</p>` : ''}</details>` },
];

/** What trade-service knows of everybody: services, feeds, conditions, alerts, backups, incidents. */
class OperationsServices extends Page {
  status = new Loaded(this, () => '/trading/status', { on: ['status', 'stop'], every: 10_000 });
  incidents = new Loaded(this, () => '/trading/incidents?limit=10', { on: ['status'], every: 30_000 });

  render() {
    return html`
      ${section('Services', show(this.status, status => html`<p>
          ${badge(status.system_health, status.system_health === 'healthy' ? 'good' : 'bad')}
          <span id="online">${status.health_summary.online_components} of ${status.health_summary.total_components}
            services online</span>, as of ${time(status.timestamp)}</p>
        <p-table label="Services" .columns=${SERVICES} .rows=${rows(status.components, 'name')}></p-table>`))}
      ${section('Alerts', show(this.status, status => (status.alerts.length
        ? html`<ul id="alerts">${status.alerts.map(alert => html`<li>${badge('alert', 'warn')} ${alert}</li>`)}</ul>`
        : empty('There are no alerts.'))))}
      <div class="columns">
        ${section('Feeds', show(this.status, status => html`<p-table label="Feeds" .columns=${FEEDS} .rows=${feeds(status)}></p-table>`))}
        ${section('Backups', show(this.status, status => this.#backups(status)))}
      </div>
      ${section('Conditions', show(this.status, status => html`<p>Level of failure:
          ${badge(status.failure_level, status.failure_level === 'none' ? 'good' : 'bad')}</p>
        <p-table label="Conditions" .columns=${CONDITIONS} .rows=${rows(status.conditions, 'part')}
          none="Nothing was observed yet; the first look takes some seconds."></p-table>`))}
      ${section('Incidents', show(this.incidents, page => html`<p-table label="Incidents" .columns=${INCIDENTS} .rows=${page.items}
        none="Nothing has failed so far."></p-table>${more(this.incidents)}`))}`;
  }

  #backups({ last_backup: last, components }) {
    const told = Object.entries(components).map(([name, component]) => [words(name), component.checks?.backup?.data?.state ?? 'unknown']);
    return html`${last
      ? figures('Backups',
        figure('Last verified', time(last)),
        figure('Age', duration((Date.now() - Date.parse(last)) / 1000)))
      : empty('No backup was made and verified yet. ./prescient backup does both.')}
      ${facts(told)}`;
  }
}

const rows = (map, key) => Object.entries(map ?? {}).map(([name, value]) => ({ ...value, [key]: name }));

customElements.define('p-operations-services', OperationsServices);
