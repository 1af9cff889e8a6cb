import { html } from 'lit';
import { count, millis, percent, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { may } from '../session.js';
import { badge, figure, figures, section } from '../ui/figure.js';
import { show } from '../ui/state.js';
import { gates } from './cutover-gates.js';
import { advance, freeze, rollback } from './cutover-moves.js';
import { lag, MEANING, MODES, parity, seconds, state, sum, timed } from './cutover-words.js';
import { Page } from './page.js';
import '../ui/table.js';
import './cutover-records.js';

const LATENCIES = [
  { name: 'Operation', of: row => row.operation },
  { name: 'Kind', of: row => row.kind },
  { name: 'Mode', of: row => row.mode },
  { name: 'Store', of: row => row.store },
  { name: 'Samples', of: row => row.samples, cell: row => count(row.samples), isNumber: true },
  { name: 'p50', of: row => row.p50_ms, cell: row => millis(row.p50_ms), isNumber: true },
  { name: 'p99', of: row => row.p99_ms, cell: row => millis(row.p99_ms), isNumber: true },
  { name: 'Files, p50', of: row => row.before?.p50_ms, cell: row => millis(row.before?.p50_ms), isNumber: true },
  { name: 'Files, p99', of: row => row.before?.p99_ms, cell: row => millis(row.before?.p99_ms), isNumber: true },
  { name: 'p99 changed', of: change, cell: row => signed(change(row)), isNumber: true },
];

function change(line) {
  return line.store === 'database' && line.before?.p99_ms > 0 ? line.p99_ms / line.before.p99_ms - 1 : null;
}

const signed = share => (share > 0 ? `+${percent(share)}` : percent(share));

/** One feature: its mode and why it may or may not go on, with everything that says so. */
class CutoverFeature extends Page {
  static properties = { ...Page.properties, wanted: { state: true } };

  /** The mode that a way back would lead to; null for the one before. */
  wanted = null;

  feature = new Loaded(this, () => `/cutover/${encodeURIComponent(this.item)}`, { every: 10_000 });

  render() {
    return html`<p><a href=${link('cutover')}>All features</a></p>
      <div class="title"><h1>${this.item}</h1>${this.feature.data && may('operator') ? this.#actions(this.feature.data) : ''}</div>
      ${show(this.feature, feature => html`
        ${this.#standing(feature)}
        ${section('Gates of the next step', gates(feature.gates))}
        ${this.#following(feature)}
        ${section('Latency', html`<p-table label="Latency" .columns=${LATENCIES} .rows=${timed(feature)}
          none="Nothing was measured yet: it begins with the first read or write."></p-table>
          <p class="quiet">Files: what the same operation took while the files were trusted, the baseline of the latency gate.</p>`)}
        <p-cutover-records .item=${this.item}></p-cutover-records>`)}`;
  }

  #actions(feature) {
    const before = MODES.slice(0, Math.max(0, MODES.indexOf(feature.mode)));
    const to = before.includes(this.wanted) ? this.wanted : before.at(-1);
    return html`<div class="tools" role="group" aria-label="Moves">
      ${MODES.indexOf(feature.mode) < MODES.length - 1
        ? html`<button type="button" @click=${() => this.#done(advance(feature))}>Advance…</button>` : ''}
      ${before.length > 1 ? html`<label>Back to <select @change=${event => {
        this.wanted = event.target.value;
      }}>${before.toReversed().map(mode => html`<option ?selected=${mode === to}>${mode}</option>`)}</select></label>` : ''}
      ${before.length ? html`<button type="button" @click=${() => this.#done(rollback(feature, to))}>Roll back…</button>` : ''}
      <button type="button" @click=${() => this.#done(freeze(feature))}>${feature.frozen ? 'Unfreeze…' : 'Freeze…'}</button>
    </div>`;
  }

  async #done(asked) {
    if (await asked) {
      this.feature.reload();
      this.querySelector('p-cutover-records')?.reload();
    }
  }

  #standing(feature) {
    const meaning = MEANING[feature.mode];
    return html`<section class="card attention" aria-label="How it stands">
        ${state(feature)}
        <strong id="sentence">${feature.sentence}</strong>
        ${feature.frozen ? html`<span>Frozen: ${feature.frozen_reason ?? 'no reason was given'}.</span>` : ''}
        ${feature.rules.length ? html`<ul>${feature.rules.map(rule => html`<li>${badge(rule.rule, 'bad')} ${rule.sentence}
          (${rule.action === 'act' ? 'acts by itself' : 'alerts only'})</li>`)}</ul>` : ''}
      </section>
      ${figures('How it stands',
        figure('Mode', html`<span id="mode">${feature.mode ?? 'not decided'}</span>`,
          html`since ${time(feature.since)}${feature.changed_by ? ` by ${feature.changed_by}` : ''}${feature.reason ? `: ${feature.reason}` : ''}`),
        figure('Trusted', meaning?.trusted ?? feature.trusted, meaning ? `written: ${meaning.written}; read: ${meaning.read}` : ''),
        figure('Parity', parity(feature) ?? 'unknown', feature.parity.checked_at
          ? html`${count(feature.parity.missing)} missing, ${count(feature.parity.different)} different,
              ${count(feature.parity.extra)} extra at ${time(feature.parity.checked_at)}`
          : 'compared while one store follows the other'),
        figure('Lag', seconds(lag(feature)), 'of the store that follows'),
        figure('Fallbacks', count(sum(feature.fallbacks)), byReason(feature.fallbacks)),
        figure('Quarantined', html`<span id="quarantined">${count(feature.quarantined)}</span>`, 'records put aside by imports'))}`;
  }

  #following(feature) {
    const { mirror, shadow } = feature;
    return section('How the other store follows', html`<div class="columns">
      <div><h3>The database behind the files</h3>
        ${figures('The database behind the files',
          figure('Waiting', count(mirror.records), `${count(mirror.bytes)} bytes`),
          figure('Lag', seconds(mirror.lag)),
          figure('Written', count(mirror.mirrored)),
          figure('Failed', count(mirror.failed), `${count(mirror.overflowed)} did not fit`),
          figure('Repair', mirror.unrepaired ? badge('needed', 'bad') : badge('not needed', 'good')))}</div>
      <div><h3>The files behind the database</h3>
        ${figures('The files behind the database',
          figure('Waiting', count(shadow.pending), 'transactions'),
          figure('Lag', seconds(shadow.lag)),
          figure('Exports', count(shadow.exports), html`last ${time(shadow.exported_at)}, took ${millis(shadow.took_millis)}`),
          figure('Breaker', feature.breaker_open ? badge('open', 'bad') : badge('closed', 'good')),
          figure('Sampled reads', count(sum(feature.shadow_reads)), byReason(feature.shadow_reads)))}
        ${shadow.failure ? html`<p>${badge('failing', 'bad')} ${shadow.failure}</p>` : ''}</div>
    </div>`);
  }
}

const byReason = counts => Object.entries(counts ?? {}).map(([name, value]) => `${name} ${count(value)}`).join(', ');

customElements.define('p-cutover-feature', CutoverFeature);
