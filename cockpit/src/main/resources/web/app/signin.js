import { html } from 'lit';
import { Element } from './element.js';
import { signIn } from './session.js';

/** Asks for a token. */
class SignIn extends Element {
  static properties = { refusal: { state: true } };

  refusal = '';

  render() {
    return html`<main class="signin">
      <h1>Prescient</h1>
      <form @submit=${this.#submit}>
        <label for="token">Token</label>
        <input id="token" name="token" type="password" autocomplete="off" required spellcheck="false"
          aria-describedby="token-help" aria-invalid=${this.refusal ? 'true' : 'false'}>
        <p id="token-help"><code>./prescient cockpit</code> prints an address that has one in it,
          <code>./prescient token --role viewer</code> the token alone; an identity provider issues them elsewhere.</p>
        ${this.refusal ? html`<p class="problem" role="alert">${this.refusal}</p>` : ''}
        <button type="submit">Sign in</button>
      </form>
    </main>`;
  }

  #submit(event) {
    event.preventDefault();
    try {
      signIn(new FormData(event.target).get('token'));
      dispatchEvent(new Event('signed-in'));
    } catch (refusal) {
      this.refusal = refusal.message;
    }
  }
}

customElements.define('p-sign-in', SignIn);
