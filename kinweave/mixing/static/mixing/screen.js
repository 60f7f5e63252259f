// Whoever hosts goes on to the next round somewhere else: look every four seconds, and show it.
// Without this script the page reloads itself.

async function look() {
  if (document.hidden) return;
  const here = document.getElementById("screen");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.status === 404) location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("screen");
    if (next && next.dataset.stands !== here.dataset.stands) {
      here.dataset.stands = next.dataset.stands;
      here.replaceChildren(...next.childNodes);
    }
  } catch {
    // The network was away for a moment: look again.
  }
}

setInterval(look, 4000);
