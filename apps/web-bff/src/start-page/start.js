/** Shows the person logged in. The session cookie is `SameSite=Strict`: only a fetch from this page is sure to carry it. */

const { document } = globalThis;
const byId = (id) => document.getElementById(id);

async function show() {
  const answer = await fetch('/auth/session', { headers: { 'X-CSRF': '1' } });
  if (answer.ok) {
    const { name, sub, logoutUrl } = await answer.json();
    byId('session').textContent = `You are logged in as ${name ?? sub}.`;
    byId('logout').firstElementChild.href = logoutUrl;
  } else {
    byId('session').textContent = 'You are not logged in.';
  }
  byId('login').hidden = answer.ok;
  byId('logout').hidden = !answer.ok;
}

// A page from the back/forward cache is outdated: the session may have ended meanwhile.
globalThis.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void show();
});
await show();
