/* Small comforts. Every page works without this file. */
"use strict";

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

/* Buttons that only work here: show them, and let them do what they say. */
each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
each("[data-copy]", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied || button.textContent;
  });
});

/* The first thing to read after a mistake. */
document.querySelector(".error-summary")?.focus();

/* form[data-guard]: ask before leaving a page with typed text. */
let typed = false;
each("form[data-guard]", (form) => {
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
});
window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

/* One press is enough: a second press on the same form does nothing for a while. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => {
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-disabled");
  }, 4000);
});

/* [data-tap]: a press anywhere on the row ticks its box. */
each("[data-tap]", (row) => row.addEventListener("click", (event) => {
  if (!event.target.closest("a, button, input, label, select, textarea")) row.querySelector("[type=checkbox], [type=radio]")?.click();
}));

/* A menu closes with Escape, or with a press beside it. */
const closeMenus = (except) => each("details.menu[open]", (menu) => { if (menu !== except) menu.open = false; });
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  closeMenus();
  menu.querySelector("summary").focus();
});

/* htmx comes only to pages that use it: it is larger than everything else together.
   It comes after the page is complete, for else it would wait for an event that has already been. */
const htmxAddress = document.currentScript.dataset.htmx;
if (document.querySelector("[hx-get], [hx-post], [hx-trigger]")) {
  window.addEventListener("load", () => {
    const script = document.createElement("script");
    script.src = htmxAddress;
    document.head.append(script);
  });
}
