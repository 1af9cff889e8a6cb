import { html } from 'lit';
import { Element } from '../../element.js';
import { percent } from '../../format.js';
import { Loaded } from '../../loaded.js';
import { link, narrow } from '../../route.js';
import { section } from '../../ui/figure.js';
import { show } from '../../ui/state.js';
import { FIGURES, parameters, state } from './status.js';
import '../../ui/chart.js';
import '../../ui/table.js';

const nameOf = line => (line.variant === null ? line.id : `${line.id} · ${line.variant}`);

const COLUMNS = [
  { name: 'Backtest', of: nameOf, cell: line => html`<span><a
    href=${link('backtests', line.id, { variant: String(line.variant ?? 0) })}>${nameOf(line)}</a>
    ${line.figures ? '' : state({ ...line, cancel_requested: false, snapshots: 0 })}</span>` },
  { name: 'Strategy', of: line => line.strategy },
  { name: 'Parameters', of: line => parameters(line.parameters) },
  ...FIGURES,
];

/** Backtests side by side, each with all its variants. */
class BacktestComparison extends Element {
  static properties = { ids: { attribute: false } };

  comparison = new Loaded(this, () => `/backtests/compare?ids=${this.ids.map(encodeURIComponent).join(',')}`,
    { every: 5_000 });

  render() {
    return section('Side by side', show(this.comparison, ({ same_input: isSameInput, lines }) => html`
      ${isSameInput
        ? html`<p>All ran on the same snapshots.</p>`
        : html`<p class="stale">Not all ran on the same snapshots, or not all have ended, so figures say less.</p>`}
      ${this.#chart(lines.filter(line => line.figures))}
      <p-table label="Comparison" .columns=${COLUMNS} .rows=${lines}></p-table>`),
    html`<button type="button" @click=${() => narrow({ compare: '' })}>Compare none</button>`);
  }

  #chart(lines) {
    const option = {
      xAxis: { type: 'category', data: lines.map(nameOf) },
      yAxis: { type: 'value', axisLabel: { formatter: value => percent(value, 2) } },
      tooltip: { valueFormatter: value => percent(value, 2) },
      series: [{ name: 'Profit of the cash at the start', type: 'bar', barMaxWidth: 40,
        data: lines.map(line => line.figures.profit_ratio) }],
    };
    return lines.length ? html`<p-chart .option=${option} height="180"
      label="Profit of each variant as a part of its cash; the table has the figures"></p-chart>` : '';
  }
}

customElements.define('p-backtest-comparison', BacktestComparison);
