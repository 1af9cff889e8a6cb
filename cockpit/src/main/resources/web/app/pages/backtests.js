import { html } from 'lit';
import { link } from '../route.js';
import { Page } from './page.js';
import './backtests/comparison.js';
import './backtests/form.js';
import './backtests/list.js';
import './backtests/one.js';

/** Strategies over what was recorded: what there is, side by side, one in detail, and a new one. */
class Backtests extends Page {
  render() {
    if (this.item) {
      return html`<p-backtest .id=${this.item} .variant=${Number(this.query.variant) || 0}></p-backtest>`;
    }
    const compared = (this.query.compare ?? '').split(',').filter(Boolean);
    return html`<div class="title"><h1>Backtests</h1></div>
      ${compared.length ? html`<p-backtest-comparison .ids=${compared}></p-backtest-comparison>` : ''}
      <p-backtest-list .compared=${compared}></p-backtest-list>
      <p-backtest-form @taken=${event => { location.hash = link('backtests', event.detail.id); }}></p-backtest-form>`;
  }
}

customElements.define('p-backtests', Backtests);
