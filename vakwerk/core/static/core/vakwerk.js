// Small helps; every page works without them.
(() => {
  "use strict";
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  const showPrintButtons = (root) => root.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  focusSummary(document);
  showPrintButtons(document);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  // A fold of the menu closes when people go elsewhere; without scripts a second click on it does.
  const closeFolds = (except) => document.querySelectorAll(".vw-menufold[open]").forEach((fold) => { if (fold !== except) fold.open = false; });
  document.addEventListener("click", (event) => closeFolds(event.target.closest(".vw-menufold")));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".vw-menufold[open], .vw-switcher[open], .vw-menu--small[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  // htmx 4 fires this after new content stands in the page.
  document.addEventListener("htmx:after:swap", () => { focusSummary(document); showPrintButtons(document); });
})();
