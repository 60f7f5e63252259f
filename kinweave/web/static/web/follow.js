// While something is being made, look again every two seconds; without this script the page
// reloads itself. What is waited for is marked data-waiting, and has an id.

const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

async function follow() {
  const id = document.querySelector("[data-waiting]")?.id;
  let here = id && document.getElementById(id);
  while (here?.hasAttribute("data-waiting")) {
    await wait(2000);
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById(id);
      const bar = here.querySelector("progress");
      const value = next?.querySelector("progress")?.value;
      if (bar && value !== undefined) bar.value = value;
      else location.reload();
      if (!next?.hasAttribute("data-waiting")) return;
    } catch {
      // The network was away for a moment: look again.
    }
    here = document.getElementById(id);
  }
}

follow();
