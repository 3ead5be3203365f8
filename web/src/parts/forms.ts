// Forms: htmx sends the page's token with every request that changes something.
type Htmx = (typeof import("htmx.org"))["default"];

/** Returns the token that goes with requests of this page. */
export function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="desk-token"]')?.content ?? "";
}

/** Hands the token to htmx. */
export function startForms(htmx: Htmx): void {
  htmx.config.allowEval = false;
  document.body.addEventListener("htmx:configRequest", (event) => {
    const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    headers["X-Desk-Token"] = token();
  });
  for (const failed of ["htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(failed, () => {
      say("The desk does not answer. Look whether it still runs, then try again.");
    });
  }
}

/** Shows a notice to a person; it is read out too. */
export function say(words: string): void {
  const place = document.getElementById("notice");
  if (place === null) return;
  const notice = document.createElement("div");
  notice.className = "notice";
  const text = document.createElement("p");
  text.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", "Dismiss");
  button.textContent = "×";
  notice.append(text, button);
  place.replaceChildren(notice);
}
