import { html, render } from 'lit';
import { problem } from './state.js';

/**
 * Asks before something is changed that is not easily undone, and shows what will change.
 *
 * @param title the question
 * @param preview what will change, or a promise of it; when it is refused, nothing can be confirmed
 * @param action the word on the button that does it
 * @param work does it; while it is refused, the refusal is shown and the dialogue stays
 * @param refused shows a refusal, where there is more to it than what every refusal has
 * @returns a promise of whether it was done
 */
export function ask({ title, preview, action, work, refused = problem }) {
  const dialog = document.body.appendChild(document.createElement('dialog'));
  return new Promise(resolve => {
    let isDone = false;
    const view = { content: html`<p class="loading" role="status">Loading what will change…</p>`, isReady: false };
    const draw = changes => {
      Object.assign(view, changes);
      render(page(), dialog);
    };
    const confirm = async () => {
      draw({ isReady: false });
      try {
        await work();
        isDone = true;
        dialog.close();
      } catch (refusal) {
        draw({ refusal, isReady: true });
      }
    };
    const page = () => html`<h2 id="ask-title">${title}</h2>
      ${view.content}
      ${view.refusal ? refused(view.refusal) : ''}
      <footer>
        <button type="button" @click=${() => dialog.close()}>Cancel</button>
        <button type="button" class="danger" ?disabled=${!view.isReady} @click=${confirm}>${action}</button>
      </footer>`;
    dialog.setAttribute('aria-labelledby', 'ask-title');
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isDone);
    });
    draw({});
    dialog.showModal();
    Promise.resolve(preview).then(
      content => draw({ content, isReady: true }),
      refusal => draw({ content: refused(refusal) }));
  });
}
