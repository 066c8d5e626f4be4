// What every page does with a script: the design system's own parts, and nothing that a page needs.
const own = document.querySelector("script[data-govuk]");
document.body.classList.add("js-enabled", "govuk-frontend-supported");
const { initAll } = await import(own.dataset.govuk);
initAll();

// A form that is kept while somebody writes says so; where it could not be kept it says that.
const saved = document.getElementById("draft-saved");
const notSaved = () => {
  saved.textContent = saved.dataset.failed;
};
if (saved) ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((each) => document.body.addEventListener(each, notSaved));
