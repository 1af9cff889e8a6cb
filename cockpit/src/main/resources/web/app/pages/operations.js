import { html } from 'lit';
import { Page } from './page.js';
import './operations-audit.js';
import './operations-cycle.js';
import './operations-notifications.js';
import './operations-runs.js';
import './operations-services.js';
import './operations-simulation.js';
import './operations-stop.js';

/**
 * How the suite runs. Each part asks for its own and shows its own failure, so that one that does not answer leaves the
 * others as they are; the kill switch comes first and needs no database.
 */
class Operations extends Page {
  render() {
    if (this.item) {
      return html`<p-operations-cycle .item=${this.item}></p-operations-cycle>`;
    }
    return html`<div class="title"><h1>Operations</h1><p-portfolio-choice></p-portfolio-choice></div>
      <p-operations-stop></p-operations-stop>
      <p-operations-services></p-operations-services>
      <p-operations-notifications .query=${this.query}></p-operations-notifications>
      <p-operations-runs></p-operations-runs>
      <p-operations-simulation></p-operations-simulation>
      <p-operations-audit></p-operations-audit>`;
  }
}

customElements.define('p-operations', Operations);
