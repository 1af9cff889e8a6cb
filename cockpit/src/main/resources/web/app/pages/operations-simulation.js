import { html } from 'lit';
import { count, millis, percent } from '../format.js';
import { Loaded } from '../loaded.js';
import { facts } from '../ui/facts.js';
import { figure, figures, section } from '../ui/figure.js';
import { show } from '../ui/state.js';
import { Page } from './page.js';
import '../ui/table.js';

/** The paper exchange: whether events happen when they were drawn to happen, and which faults are planted. To look at only. */
class OperationsSimulation extends Page {
  latency = new Loaded(this, () => '/simulation/latency', { every: 30_000 });
  faults = new Loaded(this, () => '/simulation/faults', { every: 30_000 });

  render() {
    return section('Simulation', html`<div class="columns">
      <div>${show(this.latency, latency => this.#latency(latency))}</div>
      <div><h3>Faults that are still to come</h3>
        ${show(this.faults, faults => facts(Object.entries(faults.left).map(([name, left]) =>
          [name.toLowerCase().replaceAll('_', ' '), count(left)])))}</div>
    </div>`);
  }

  #latency({ quantiles, profiles, since_start: start, waiting }) {
    const columns = [
      { name: 'Quantile', of: row => row.at, cell: row => percent(row.at, 0), isNumber: true },
      { name: 'Drawn', of: row => row.drawn, cell: row => millis(row.drawn), isNumber: true },
      { name: 'Realised', of: row => row.realised, cell: row => millis(row.realised), isNumber: true },
    ];
    return html`<h3>Latency since the start</h3>
      ${figures('Latency since the start',
        figure('Events', count(start.events), `${count(waiting)} wait`),
        figure('Within 100 ms', percent(start.share), `${count(start.within100_ms)} events`),
        figure('Latest', millis(start.worst_millis)))}
      ${profiles.map(profile => html`<h3>${profile.profile.toLowerCase()}: ${count(profile.events)} events</h3>
        <p-table label=${`Latency of ${profile.profile.toLowerCase()}`} .columns=${columns}
          .rows=${quantiles.map((at, index) => ({ at, drawn: profile.drawn[index], realised: profile.realised[index] }))}></p-table>`)}`;
  }
}

customElements.define('p-operations-simulation', OperationsSimulation);
