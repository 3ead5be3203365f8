// Dialogs, notices and the head's menu: data-opens="ID" opens a dialog, data-dismiss takes its notice away.

/** Closes the menu of the head; with a focus in it, the focus goes back to what opened it. */
function closeMenu(menu: HTMLDetailsElement): void {
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary")?.focus();
}

function startMenu(menu: HTMLDetailsElement): void {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) closeMenu(menu);
  });
}

/** Begins to listen for clicks on all of them. */
export function startDialogs(): void {
  const menu = document.querySelector<HTMLDetailsElement>(".more");
  if (menu) startMenu(menu);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>("[data-opens]");
    if (opener?.dataset.opens !== undefined) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    }
    if (event.target.closest("[data-dismiss]")) event.target.closest(".notice")?.remove();
    if (event.target instanceof HTMLDialogElement) event.target.close(); // a click beside it
  });
}
