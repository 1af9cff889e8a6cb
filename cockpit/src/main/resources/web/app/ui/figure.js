import { html } from 'lit';

/** One figure with its name, and what it is made of below. */
export const figure = (name, value, note = '') => html`<div class="figure">
  <dt>${name}</dt>
  <dd>${value}${note ? html`<small>${note}</small>` : ''}</dd>
</div>`;

/** Figures side by side; `name` is what they are figures of. */
export const figures = (name, ...list) => html`<dl class="figures" aria-label=${name}>${list}</dl>`;

/** A part of a page under its own heading. */
export const section = (title, content, actions = '') => html`<section class="card">
  <header><h2>${title}</h2>${actions}</header>
  ${content}
</section>`;

/** A state in a word, with a colour that repeats what the word says: `good`, `bad`, `warn` or none. */
export const badge = (text, kind = '') => html`<span class="badge ${kind}">${text}</span>`;
