import { html } from 'lit';
import { count, money, price, time } from '../format.js';
import { Element } from '../element.js';
import { Loaded } from '../loaded.js';
import { show } from '../ui/state.js';
import { shares } from './sides.js';
import '../ui/table.js';

const FILLS = [
  { name: 'Fill', of: row => row.fill_id },
  { name: 'Contracts', of: row => row.count, cell: row => shares(row.count), isNumber: true },
  { name: 'Price', of: row => row.price, cell: row => price(row.price), isNumber: true },
  { name: 'Book seen', of: row => row.evidence.level.book_at, cell: row => time(row.evidence.level.book_at) },
  { name: 'Level', of: row => row.evidence.level.price, cell: row => price(row.evidence.level.price), isNumber: true },
  { name: 'Shown there', of: row => row.evidence.level.shown, cell: row => shares(row.evidence.level.shown), isNumber: true },
  { name: 'Taken before', of: row => row.evidence.level.taken_before, isNumber: true,
    cell: row => shares(row.evidence.level.taken_before) },
  { name: 'Fee rule', of: row => row.evidence.fee.rule,
    cell: row => html`${row.evidence.fee.schedule}: ${row.evidence.fee.rule.toLowerCase().replaceAll('_', ' ')},
      ${money(row.fee)}` },
  { name: 'Latency', of: row => row.evidence.latency.realised_millis, isNumber: true,
    cell: row => `${count(row.evidence.latency.realised_millis)} ms of ${count(row.evidence.latency.drawn_millis)} drawn` },
];

/** Which levels of which book an order of the paper exchange consumed; asked for when a person opens it. */
class Evidence extends Element {
  static properties = { order: { attribute: false }, isOpen: { state: true } };

  isOpen = false;
  found = new Loaded(this, () => (this.isOpen ? `/simulation/orders/${encodeURIComponent(this.order)}` : null));

  render() {
    return html`<details @toggle=${event => { this.isOpen = event.target.open; }}>
      <summary>Book that ${this.order} consumed</summary>
      ${this.isOpen ? show(this.found, ({ fills }) => html`
        <p-table label=${`Book that ${this.order} consumed`} .columns=${FILLS} .rows=${fills}
          none="The order took nothing from the book."></p-table>`) : ''}
    </details>`;
  }
}

customElements.define('p-evidence', Evidence);
