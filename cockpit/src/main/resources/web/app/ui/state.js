import { html } from 'lit';
import { time } from '../format.js';

/**
 * What is loaded, or why it is not: what `render` makes of the data, a word that it is coming, the refusal with its hint
 * and a way to try again, or the data with a note how old it is.
 */
export function show(loaded, render) {
  if (loaded.state === 'loading') {
    return html`<p class="loading" role="status">Loading…</p>`;
  }
  if (loaded.state === 'failed') {
    return problem(loaded.problem, () => loaded.reload());
  }
  return html`${loaded.isStale ? stale(loaded) : ''}${render(loaded.data)}`;
}

/** A refusal for people: what, what to do, its code. */
export function problem(refusal, retry) {
  return html`<div class="problem" role="alert">
    <p><strong>${refusal.message}</strong></p>
    ${refusal.hint ? html`<p>${refusal.hint}</p>` : ''}
    <p>
      ${refusal.code ? html`<code>${refusal.code}</code>` : ''}
      ${retry ? html`<button type="button" @click=${retry}>Try again</button>` : ''}
    </p>
  </div>`;
}

const stale = loaded => html`<p class="stale" role="status">
  As of ${time(loaded.at.toISOString())}; it cannot be refreshed: ${loaded.problem.message}
  <button type="button" @click=${() => loaded.reload()}>Try again</button>
</p>`;

/** A list's button for its next page. */
export const more = loaded => loaded.data?.next_cursor
  ? html`<p class="more"><button type="button" @click=${() => loaded.more()}>More</button></p>`
  : '';

/** Says that there is nothing, and why or what to do about it. */
export const empty = text => html`<p class="empty">${text}</p>`;
