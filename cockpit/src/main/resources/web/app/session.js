/**
 * Who looks: the bearer token, kept for as long as the tab is open, and what it says about its owner. Nothing here judges
 * the token; each service does.
 */
const KEY = 'prescient.token';
const RANKS = ['viewer', 'trader', 'operator'];

let claims = null;

/** Takes the token from the address, where `./prescient cockpit` puts it, or from the tab. */
export function restore() {
  const given = location.hash.match(/^#token=([\w.-]+)$/);
  if (given) {
    history.replaceState(null, '', '#/overview');
    signIn(given[1]);
  } else if (sessionStorage.getItem(KEY)) {
    signIn(sessionStorage.getItem(KEY));
  }
}

/** Throws an Error that can be shown when the text is no token, or one that has ended. */
export function signIn(text) {
  const token = text.trim().replace(/^Bearer /i, '');
  const read = claimsOf(token);
  if (read.exp * 1000 <= Date.now()) {
    throw new Error('This token has expired. ./prescient token prints a new one.');
  }
  claims = read;
  sessionStorage.setItem(KEY, token);
}

export function signOut() {
  claims = null;
  sessionStorage.removeItem(KEY);
}

export const isSignedIn = () => claims !== null;

export const token = () => sessionStorage.getItem(KEY);

export const subject = () => claims?.sub ?? '';

/** The highest role of the token; an identity provider may keep roles where Keycloak does. */
export function role() {
  const given = [claims?.groups, claims?.roles, claims?.realm_access?.roles].flat();
  return RANKS.findLast(rank => given.includes(rank)) ?? '';
}

/** Whether who looks may do what `needed` may; only for what the page offers, the services decide for themselves. */
export const may = needed => RANKS.indexOf(role()) >= RANKS.indexOf(needed);

function claimsOf(token) {
  try {
    const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), letter => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error('This is not a token. ./prescient token --role trader prints one.');
  }
}
