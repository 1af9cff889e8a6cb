import { html } from 'lit';
import { query } from '../api.js';
import { narrow } from '../route.js';
import { settings } from '../settings.js';
import { Page } from './page.js';
import '../ui/portfolio-choice.js';
import './analytics/breakdown.js';
import './analytics/comparison.js';
import './analytics/correlation.js';
import './analytics/exposure.js';
import './analytics/summary.js';
import './analytics/waterfall.js';

/** What trades may be narrowed to, one of them at a time. */
const DIMENSIONS = ['strategy', 'venue', 'event', 'city'];

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What trading brought and risked, from the ledger. */
class Analytics extends Page {
  render() {
    const { from, to } = this.query;
    const dimension = DIMENSIONS.find(one => this.query[one]);
    const period = { from: DAY.test(from ?? '') ? from : '', to: DAY.test(to ?? '') ? to : '' };
    const portfolio = settings.portfolio;
    const only = dimension ? { [dimension]: this.query[dimension] } : {};
    const scope = query('', { portfolio_id: portfolio, ...period, ...only });
    return html`<div class="title"><h1>Analytics</h1><p-portfolio-choice></p-portfolio-choice></div>
      ${this.#narrowing(period, dimension)}
      <p-analytics-summary .scope=${scope}></p-analytics-summary>
      <p-analytics-waterfall .scope=${scope}></p-analytics-waterfall>
      <p-analytics-breakdown .scope=${scope} .isNarrowed=${Boolean(dimension)} .by=${this.query.by ?? ''}
        .sort=${this.query.sort ?? ''}></p-analytics-breakdown>
      <p-analytics-exposure .portfolio=${portfolio}></p-analytics-exposure>
      <p-analytics-comparison .portfolio=${portfolio}
        .period=${period} .with=${this.query.with ?? ''}></p-analytics-comparison>
      <p-analytics-correlation .scope=${query('', { portfolio_id: portfolio, ...period })}></p-analytics-correlation>`;
  }

  #narrowing({ from, to }, dimension) {
    return html`<div class="filters">
      <label>From<input name="from" type="date" .value=${from}
        @change=${event => narrow({ from: event.target.value })}></label>
      <label>To<input name="to" type="date" .value=${to} @change=${event => narrow({ to: event.target.value })}></label>
      ${dimension
        ? html`<p>Only the ${dimension} ${this.query[dimension]}
            <button type="button" @click=${() => narrow({ [dimension]: '' })}>All trades</button></p>`
        : html`<p class="quiet">Days are days in UTC, both included. A name
            in the breakdown narrows everything to it.</p>`}
    </div>`;
  }
}

customElements.define('p-analytics', Analytics);
