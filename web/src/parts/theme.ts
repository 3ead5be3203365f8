// Light or dark: the system's choice, or the person's. It is kept in a cookie of this machine, so that the
// server writes it into the page and nothing flashes.
const COOKIE = "reportedly_theme";
const A_YEAR = 31_536_000;

function shown(): "light" | "dark" {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Lets the button in the head switch between light and dark. Says so to who listens (the map redraws). */
export function startTheme(): void {
  document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
    const theme = shown() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    document.cookie = `${COOKIE}=${theme}; path=/; max-age=${A_YEAR}; samesite=lax`;
    document.dispatchEvent(new CustomEvent("desk:theme", { detail: theme }));
  });
}
