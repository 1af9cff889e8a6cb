import { html } from 'lit';
import { Element } from '../element.js';
import { Loaded } from '../loaded.js';
import { choose, settings } from '../settings.js';

/** Which portfolio the pages show. */
class PortfolioChoice extends Element {
  portfolios = new Loaded(this, () => '/portfolios?limit=100');

  render() {
    const list = this.portfolios.data?.items ?? [];
    return html`<label>Portfolio
      <select @change=${event => choose({ portfolio: Number(event.target.value) })}>
        ${list.map(one => html`<option value=${one.portfolio_id} ?selected=${one.portfolio_id === settings.portfolio}>
          ${one.portfolio_id} ${one.name}${one.status === 'active' ? '' : ` (${one.status})`}</option>`)}
      </select>
    </label>`;
  }
}

customElements.define('p-portfolio-choice', PortfolioChoice);
