// Dialogs and notices: data-opens="ID" opens a dialog, data-dismiss takes its notice away.

/** Begins to listen for clicks on both. */
export function startDialogs(): void {
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
