import { html } from 'lit';
import { Element } from '../../element.js';
import { count, gain, money } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { section } from '../../ui/figure.js';
import { empty, show } from '../../ui/state.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const PARTS = [
  ['quoted_edge', 'Quoted edge', 'what the strategy believed to gain'],
  ['spread', 'Spread', 'half of it, paid'],
  ['slippage', 'Slippage', 'a worse price than the quoted one'],
  ['fees', 'Fees', 'of opening and closing'],
  ['settled', 'Settled', 'what the end made of the belief'],
  ['unexplained', 'Unexplained', 'of trades whose prices are not all known'],
  ['other_trades', 'Other trades', 'booked in this period for trades that end outside of it or are open'],
];

const COLUMNS = [
  { name: 'Part', of: row => row.name },
  { name: 'Dollars', of: row => row.amount, cell: row => gain(row.amount), isNumber: true },
  { name: 'What it is', of: row => row.text },
];

/** From what was believed to what the ledger gained. */
class AnalyticsWaterfall extends Element {
  static properties = { scope: { type: String } };

  waterfall = new Loaded(this, () => `/analytics/waterfall${this.scope}`, { on: ['trade', 'cycle'] });

  render() {
    return section('From the edge to the ledger', show(this.waterfall, waterfall => this.#parts(waterfall)));
  }

  #parts(waterfall) {
    const parts = PARTS.map(([part, name, text]) => ({ name, text, amount: waterfall[part] }));
    const rows = [...parts, { name: 'Ledger', text: 'all of the above, as it was booked', amount: waterfall.ledger }];
    return html`
      ${waterfall.trades || waterfall.ledger || waterfall.other_trades
        ? html`<p-chart .option=${steps(parts, waterfall.ledger)}
            label="From the quoted edge over its costs to the ledger; the table has the figures"></p-chart>`
        : empty('No trade has ended in this period, so there is nothing to take apart.')}
      <p-table label="From the edge to the ledger" .columns=${COLUMNS} .rows=${rows}></p-table>
      <p class="quiet">Ended trades: ${count(waterfall.trades)}, of them unexplained:
        ${count(waterfall.unexplained_trades)}.
        Ended trades brought ${gain(waterfall.net)}; with other trades that is the ledger.</p>`;
  }
}

/** Bars that begin where the one before ended: one that is not seen carries each, on its side of zero. */
const steps = (parts, ledger) => colour => {
  const bars = [];
  let sum = 0;
  for (const { name, amount } of parts) {
    bars.push({ name, amount, low: Math.min(sum, sum + amount), high: Math.max(sum, sum + amount) });
    sum += amount;
  }
  bars.push({ name: 'Ledger', amount: ledger, low: Math.min(0, ledger), high: Math.max(0, ledger) });
  const colourOf = bar => colour(bar.name === 'Ledger' ? '--accent' : bar.amount < 0 ? '--loss' : '--gain');
  const series = (name, of, style) => ({
    name, type: 'bar', stack: 'steps', barMaxWidth: 48,
    data: bars.map(bar => ({ value: of(bar), itemStyle: style(bar) })),
  });
  const seen = bar => ({ color: colourOf(bar) });
  return {
    xAxis: { type: 'category', data: bars.map(bar => bar.name), axisLabel: { interval: 0, hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { formatter: value => money(value) } },
    tooltip: { formatter: ([at]) => `${at.name} ${money(bars[at.dataIndex].amount)}` },
    series: [
      series('Before', bar => (bar.low > 0 ? bar.low : Math.min(0, bar.high)), () => ({ color: 'transparent' })),
      series('Above zero', bar => Math.max(0, bar.high) - Math.max(0, bar.low), seen),
      series('Below zero', bar => Math.min(0, bar.low) - Math.min(0, bar.high), seen),
    ],
  };
};

customElements.define('p-analytics-waterfall', AnalyticsWaterfall);
