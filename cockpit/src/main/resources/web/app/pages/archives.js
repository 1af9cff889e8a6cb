import { html } from 'lit';
import { count, money, percent, price, time } from '../format.js';
import { Loaded } from '../loaded.js';
import { link } from '../route.js';
import { section } from '../ui/figure.js';
import { empty, show } from '../ui/state.js';
import { Page } from './page.js';
import { side } from './sides.js';
import '../ui/table.js';

const SIGNALS = [
  { name: 'Market', of: row => row.market_question,
    cell: row => html`<a href=${link('markets', row.market_id)}>${row.market_question}</a>` },
  { name: 'Side', of: row => side(row.action) },
  { name: 'Price', of: row => row.target_price, cell: row => price(row.target_price), isNumber: true },
  { name: 'Amount', of: row => row.amount, cell: row => money(row.amount), isNumber: true },
  { name: 'Confidence', of: row => row.confidence, cell: row => percent(row.confidence), isNumber: true },
  { name: 'Reason', of: row => row.reason },
];

/** As many signals of an archive as a page shows at once. */
const MOST = 100;

/** The newest archives: what was generated together and is kept as it was. Whole archives are large, so only few. */
class Archives extends Page {
  static properties = { chosen: { state: true } };

  chosen = null;
  archives = new Loaded(this, () => '/trading/signal-archives?limit=5', { every: 300_000 });

  #columns = [
    { name: 'Archive', of: row => row.id, isNumber: true,
      cell: row => html`<button type="button" aria-pressed=${row.id === this.chosen ? 'true' : 'false'}
        @click=${() => { this.chosen = row.id; }}>Show ${row.id}</button>` },
    { name: 'Month', of: row => row.archive_month },
    { name: 'Signals', of: row => row.signals_count, cell: row => count(row.signals_count), isNumber: true },
    { name: 'Archived', of: row => row.archived_at, cell: row => time(row.archived_at) },
  ];

  render() {
    return show(this.archives, archives => {
      const archive = archives.find(one => one.id === this.chosen);
      return html`${section('Archives', html`<p class="quiet">The newest ${archives.length}.</p>
          <p-table label="Archives" .columns=${this.#columns} .rows=${archives}
            none="Nothing has been archived yet. Each cycle archives its signals when it ends."></p-table>`)}
        ${archive
          ? section(`Signals of archive ${archive.id}`, html`
            <p class="quiet">${Math.min(MOST, archive.signals_count)} of ${count(archive.signals_count)}</p>
            <p-table label="Archived signals" .columns=${SIGNALS} .rows=${archive.signals.slice(0, MOST)}
              none="This archive is empty."></p-table>`)
          : archives.length ? empty('Choose an archive to see its signals.') : ''}`;
    });
  }
}

customElements.define('p-archives', Archives);
