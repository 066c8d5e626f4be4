// What every page does with a script: the design system's own parts, and nothing that a page needs.
const own = document.querySelector("script[data-govuk]");
document.body.classList.add("js-enabled", "govuk-frontend-supported");
const { initAll } = await import(own.dataset.govuk);
initAll();
