import { html } from 'lit';
import { link, narrow } from '../route.js';

/** A choice among `options`, pairs of value and text, that the address keeps as `name`; '' is all. */
export const choice = (label, name, query, options) => html`<label>${label}
  <select name=${name} @change=${event => narrow({ [name]: event.target.value })}>
    ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === (query[name] ?? '')}>${text}</option>`)}
  </select>
</label>`;

/** Words that the address keeps as `name`, a moment after the last letter. */
export const words = (label, name, query) => html`<label>${label}
  <input type="search" name=${name} autocomplete="off" .value=${query[name] ?? ''} @input=${event => soon(name, event.target)}>
</label>`;

const PAUSE_MS = 250;
let timer;

function soon(name, input) {
  clearTimeout(timer);
  timer = setTimeout(() => input.isConnected && narrow({ [name]: input.value.trim() }), PAUSE_MS);
}

/** The parts of a page side by side as links, pairs of the address's `view` and text; the first one is '' there. */
export const views = (label, page, query, parts) => html`<nav class="views" aria-label=${label}>
  ${parts.map(([view, text]) => html`<a href=${link(page, null, { view })}
    aria-current=${view === (query.view ?? '') ? 'true' : 'false'}>${text}</a>`)}
</nav>`;

/** Whether one of the texts has the wanted words, in any case; no words are in every text. */
export const has = (wanted, ...texts) =>
  !wanted || texts.some(text => String(text ?? '').toLowerCase().includes(wanted.toLowerCase()));

/** How many of the loaded rows of a list are shown, and that there are more. */
export const shown = (rows, page) => html`<p class="quiet" role="status">
  ${rows.length} of ${page.items.length}${page.next_cursor ? ' loaded; narrowing looks at what is loaded' : ''}</p>`;
