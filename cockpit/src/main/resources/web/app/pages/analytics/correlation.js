import { html } from 'lit';
import { Element } from '../../element.js';
import { count, ratio, reason } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { section } from '../../ui/figure.js';
import { show } from '../../ui/state.js';
import '../../ui/table.js';

const orReason = (given, digits) => (
  given.value === null ? reason(given.reason) : ratio(given, value => count(value, digits)));

const COLUMNS = [
  { name: 'Trades that share', of: row => row.name },
  { name: 'Groups', of: row => row.groups, cell: row => count(row.groups), isNumber: true },
  { name: 'Trades', of: row => row.trades, cell: row => count(row.trades), isNumber: true },
  { name: 'Groups of several', of: row => row.shared_groups, cell: row => count(row.shared_groups), isNumber: true },
  { name: 'Trades in them', of: row => row.shared_trades, cell: row => count(row.shared_trades), isNumber: true },
  { name: 'Correlation', of: row => row.intraclass.value, cell: row => orReason(row.intraclass, 3), isNumber: true },
  { name: 'Worth independent trades', of: row => row.effective_trades.value,
    cell: row => orReason(row.effective_trades, 1),
    isNumber: true },
];

/** How much trades that share an event or a market end alike. */
class AnalyticsCorrelation extends Element {
  static properties = { scope: { type: String } };

  correlation = new Loaded(this, () => `/analytics/correlation${this.scope}`, { on: ['trade', 'cycle'] });

  render() {
    return section('Correlation', show(this.correlation, ({ events, markets }) => html`
      <p-table label="Correlation" .columns=${COLUMNS}
        .rows=${[{ name: 'an event', ...events }, { name: 'a market', ...markets }]}></p-table>
      <p class="quiet">1 when all trades of a group end alike, about 0 when sharing one means nothing.</p>`));
  }
}

customElements.define('p-analytics-correlation', AnalyticsCorrelation);
