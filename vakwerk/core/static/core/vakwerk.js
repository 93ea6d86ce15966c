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
  // htmx 4 fires this after new content stands in the page.
  document.addEventListener("htmx:after:swap", () => { focusSummary(document); showPrintButtons(document); });
})();
