import { html } from 'lit';
import { Element } from '../../element.js';
import { count, time } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { link, narrow } from '../../route.js';
import { section } from '../../ui/figure.js';
import { more, show } from '../../ui/state.js';
import { state } from './status.js';
import '../../ui/table.js';

/** The backtests, newest first, with a box each to put it beside others. */
class BacktestList extends Element {
  static properties = { compared: { attribute: false } };

  compared = [];
  backtests = new Loaded(this, () => '/backtests?limit=25', { every: 5_000 });

  render() {
    return section('All backtests', show(this.backtests, page => html`
      <p-table label="Backtests" .columns=${this.#columns()} .rows=${page.items}
        none="There is no backtest yet. Start one below, or with ./prescient backtest run."></p-table>
      ${more(this.backtests)}`));
  }

  #columns() {
    return [
      { name: 'Compare', of: row => (this.compared.includes(row.id) ? 0 : 1), cell: row => html`<input type="checkbox"
        aria-label=${`Compare ${row.id}`} .checked=${this.compared.includes(row.id)}
        @change=${() => this.#toggle(row.id)}>` },
      { name: 'Backtest', of: row => row.id, cell: row => html`<a href=${link('backtests', row.id)}>${row.id}</a>` },
      { name: 'Status', of: row => row.status, cell: state },
      { name: 'Strategy', of: row => row.request.strategy },
      { name: 'Variants', of: row => row.variants, cell: row => count(row.variants), isNumber: true },
      { name: 'Snapshots', of: row => row.snapshots, cell: row => count(row.snapshots), isNumber: true },
      { name: 'From', of: row => row.request.from, cell: row => time(row.request.from) },
      { name: 'To', of: row => row.request.to, cell: row => time(row.request.to) },
      { name: 'Asked for', of: row => row.created_at, cell: row => time(row.created_at) },
    ];
  }

  #toggle(id) {
    const chosen = this.compared.includes(id) ? this.compared.filter(one => one !== id) : [...this.compared, id];
    narrow({ compare: chosen.join(',') });
  }
}

customElements.define('p-backtest-list', BacktestList);
