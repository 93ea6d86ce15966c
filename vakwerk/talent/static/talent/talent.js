// Small helps for the questions; every page works without them.
(() => {
  "use strict";
  // A QR code carries the code after the #, which no server ever sees; it is put in the field here.
  const form = document.querySelector("[data-code-form]");
  if (form && location.hash.length > 8) {
    form.querySelector("input[name=code]").value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
  const question = () => document.getElementById("vraag");
  const prepare = () => {
    const hint = question() && question().querySelector("[data-keys]");
    if (hint) hint.hidden = false;
  };
  const toHeading = () => {
    const heading = document.getElementById("vraag-tekst");
    if (heading) heading.focus({ preventScroll: true });
  };
  prepare();
  toHeading();
  let busy = false;
  document.addEventListener("htmx:before:request", () => { busy = true; });
  // htmx 4 fires this after the next question stands in the page: a screen reader then reads it aloud.
  document.addEventListener("htmx:after:swap", () => {
    busy = false;
    prepare();
    toHeading();
    const section = question();
    if (section && section.getBoundingClientRect().top < 0) section.scrollIntoView();
  });
  document.addEventListener("htmx:error", () => { busy = false; });
  // Keys count only while the focus is inside the question (WCAG 2.1.4).
  document.addEventListener("keydown", (event) => {
    const section = question();
    if (!section || busy || event.ctrlKey || event.altKey || event.metaKey || !section.contains(document.activeElement)) return;
    const faces = [...section.querySelectorAll(".ta-answer")];
    if (/^[1-5]$/.test(event.key)) {
      event.preventDefault();
      faces[Number(event.key) - 1].click();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      const step = event.key === "ArrowRight" ? 1 : -1;
      const here = faces.indexOf(document.activeElement);
      const start = here < 0 ? (step > 0 ? -1 : faces.length) : here;
      faces[Math.min(Math.max(start + step, 0), faces.length - 1)].focus();
    }
  });
})();
