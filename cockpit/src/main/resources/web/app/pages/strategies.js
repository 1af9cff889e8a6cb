import { html } from 'lit';
import { NONE, count } from '../format.js';
import { Loaded } from '../loaded.js';
import { facts } from '../ui/facts.js';
import { badge, section } from '../ui/figure.js';
import { empty, show } from '../ui/state.js';
import { Page } from './page.js';
import { LIMITS } from './limits.js';
import '../ui/table.js';

const figure = value => count(value, 6);

const PARAMETERS = [
  { name: 'Parameter', of: row => row.name, cell: row => html`<code>${row.name}</code>` },
  { name: 'Meaning', of: row => row.description },
  { name: 'Default', of: row => row.default_value, cell: row => figure(row.default_value), isNumber: true },
  { name: 'At least', of: row => row.min, cell: row => figure(row.min), isNumber: true },
  { name: 'At most', of: row => row.max, cell: row => figure(row.max), isNumber: true },
];

/** Each strategy with its parameters and the limits of the markets it looks at. */
class Strategies extends Page {
  strategies = new Loaded(this, () => '/strategies');

  render() {
    return show(this.strategies, ({ items }) => (items.length
      ? items.map(one => section(`${one.name} ${one.version}`, html`<p>${one.description}</p>
          <p-table label=${`Parameters of ${one.name}`} .columns=${PARAMETERS} .rows=${one.parameters}
            none="It has no parameters."></p-table>
          <h3>Limits of its markets</h3>
          ${this.#limits(one.filters)}`,
        badge(one.enabled ? 'enabled' : 'disabled', one.enabled ? 'good' : '')))
      : empty('No strategy is known. signal-service brings them along; is it online?')));
  }

  #limits(filters) {
    const set = LIMITS.filter(limit => filters[limit.name] !== undefined);
    return set.length
      ? facts(...set.map(limit => [limit.text, filters[limit.name] === null ? NONE : figure(filters[limit.name])]))
      : html`<p class="quiet">Those that hold for everybody; see Markets, Try limits.</p>`;
  }
}

customElements.define('p-strategies', Strategies);
