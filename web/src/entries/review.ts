// The review queue: keys act on the row that has the focus; what was judged stays, and the next has the focus.
import "../reader/review.css";

let at = 0;

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#queue [data-row]")];
}

function keysFor(row: Element | null): void {
  for (const each of document.querySelectorAll<HTMLElement>("#queue [data-act]")) {
    if (row?.contains(each)) each.dataset.key = each.dataset.act ?? "";
    else delete each.dataset.key;
  }
}

document.addEventListener("focusin", (event) => {
  const row = event.target instanceof Element ? event.target.closest("#queue [data-row]") : null;
  keysFor(row);
  if (row) at = rows().indexOf(row as HTMLElement);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { elt } = (event as CustomEvent<{ elt: HTMLElement }>).detail;
  if (elt.matches(".judging")) {
    elt.querySelector<HTMLElement>("[role=alert] ~ *, .field input:not([type=hidden]), .field textarea")?.focus();
  } else if (elt.matches("[data-row]")) {
    const wrong = elt.querySelector<HTMLElement>("[data-form] h2");
    const done = elt.dataset.done !== undefined && elt.querySelector("[data-act=u]") !== null;
    const next = wrong ?? rows()[Math.min(done ? at + 1 : at, rows().length - 1)]?.querySelector<HTMLElement>("a, button");
    next?.focus();
  }
});

// All was looked through: the least sure come first now, but nothing moves under somebody who is at it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as CustomEvent<{ target: Element; shouldSwap: boolean }>;
  if (detail.target.id !== "queue" || !document.querySelector("#queue li :focus, #queue [data-done]")) return;
  detail.shouldSwap = false;
  const far = document.getElementById("far");
  if (far) far.textContent = "All was looked through; load the page again to see the least sure first.";
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("#queue [data-close], #queue [data-reload]") : null;
  if (!button) return;
  event.preventDefault();
  const slot = button.closest(".judging");
  const row = button.closest("[data-row]");
  if (slot) slot.replaceChildren();
  else location.reload();
  row?.querySelector<HTMLElement>("a, button")?.focus();
});

document.addEventListener("keydown", (event) => {
  const slot = event.key === "Escape" && event.target instanceof Element ? event.target.closest("#queue .judging") : null;
  if (!slot) return;
  slot.replaceChildren();
  slot.closest("[data-row]")?.querySelector<HTMLElement>("a, button")?.focus();
});
