// Drag somebody from crew to crew, with a mouse, a pen or a finger. Letting go sends the very form
// that the page has without this script, and shows the answer in place of what it answers to.
// By keyboard: tick, choose, press the button.

const FAR = 6; // pixels; less is a click
const EDGE = 72; // near an edge of the window, the page moves along

let held = null;

const form = () => document.querySelector("form[data-moving]");
const placeAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-to]");

function prepare() {
  form()?.querySelectorAll('[data-to="new"]').forEach((place) => (place.hidden = false));
  form()?.querySelectorAll(".mover").forEach((mover) => {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    mover.prepend(grip);
  });
}

function take(event) {
  const mover = event.target.closest?.("form[data-moving] .mover");
  if (!mover || held || event.button || !event.isPrimary) return;
  if (mover.closest("[aria-busy]")) return;
  // A finger scrolls the page unless it takes somebody by the grip.
  if (event.pointerType !== "mouse" && !event.target.closest(".grip")) return;
  const finger = event.pointerType !== "mouse";
  held = { mover, id: event.pointerId, from: [event.clientX, event.clientY], above: finger ? 72 : 0 };
  document.querySelector(".said").classList.remove("afloat");
}

function lift() {
  const ticked = [...form().querySelectorAll(".mover:has(:checked)")];
  held.movers = ticked.includes(held.mover) ? ticked : [held.mover];
  held.movers.forEach((mover) => mover.classList.add("lifted"));
  held.ghost = document.createElement("div");
  held.ghost.className = "ghost";
  held.ghost.setAttribute("aria-hidden", "true");
  held.ghost.textContent = held.movers.map((mover) => mover.textContent.trim()).join(", ");
  document.body.append(held.ghost);
  document.documentElement.classList.add("dragging");
  follow();
}

// Once a frame: where the pointer is, which place would take them, and whether to move along.
function follow() {
  if (!held?.ghost) return;
  const [x, y] = held.at;
  held.ghost.style.translate = `${x}px ${y - held.above}px`;
  if (y < EDGE) scrollBy({ top: (y - EDGE) / 4, behavior: "instant" });
  else if (y > innerHeight - EDGE)
    scrollBy({ top: (y - innerHeight + EDGE) / 4, behavior: "instant" });
  const place = placeAt(x, y);
  if (place !== held.place) {
    held.place?.classList.remove("lit");
    held.place = place;
    place?.classList.add("lit");
  }
  requestAnimationFrame(follow);
}

function drag(event) {
  if (event.pointerId !== held?.id) return;
  held.at = [event.clientX, event.clientY];
  const far = Math.hypot(held.at[0] - held.from[0], held.at[1] - held.from[1]);
  if (!held.ghost && far >= FAR) lift();
  if (held.ghost) event.preventDefault();
}

function drop() {
  const was = held;
  held = null;
  was.ghost?.remove();
  was.place?.classList.remove("lit");
  was.movers?.forEach((mover) => mover.classList.remove("lifted"));
  document.documentElement.classList.remove("dragging");
  return was;
}

function release(event) {
  if (event.pointerId !== held?.id) return;
  const { ghost, movers } = drop();
  if (!ghost) return;
  // The click that a mouse makes at the end of a drag ticks nobody.
  const still = (click) => click.preventDefault();
  addEventListener("click", still, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", still, { capture: true }));
  const place = placeAt(event.clientX, event.clientY);
  if (!place || movers.every((mover) => mover.closest("[data-to]") === place)) return;
  const said = new FormData(form());
  said.delete("people");
  movers.forEach((mover) => said.append("people", mover.dataset.person));
  said.set("to", place.dataset.to);
  send(form().action, said, place.dataset.to);
}

async function send(where, said, to) {
  const top = () => document.querySelector(`[data-to="${to}"]`)?.getBoundingClientRect().top ?? 0;
  const stood = top();
  document.getElementById("proposal").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(where, { method: "POST", body: said });
    if (!answer.ok) throw new Error();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("proposal").replaceWith(page.getElementById("proposal"));
    const here = document.querySelector(".said");
    here.replaceChildren(...page.querySelector(".said").childNodes);
    here.classList.add("afloat"); // it is read wherever on the page somebody is
    prepare();
    scrollBy({ top: top() - stood, behavior: "instant" });
  } catch {
    // Whatever came of it stands on the page itself.
    location.reload();
  }
}

addEventListener("pointerdown", take);
addEventListener("pointermove", drag, { passive: false });
addEventListener("pointerup", release);
addEventListener("pointercancel", (event) => event.pointerId === held?.id && drop());
addEventListener("keydown", (event) => event.key === "Escape" && held && drop());
addEventListener("dragstart", (event) => held && event.preventDefault());
prepare();
