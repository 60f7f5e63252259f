// Somebody else may turn over a card: look every three seconds, and show it. Without this script
// the page reloads itself.

async function look() {
  if (document.hidden) return;
  const here = document.getElementById("table");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.status === 404) location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("table");
    if (next && next.dataset.number !== here.dataset.number) {
      document.querySelector("main").replaceWith(page.querySelector("main"));
    }
  } catch {
    // The network was away for a moment: look again.
  }
}

setInterval(look, 3000);
