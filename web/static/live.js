// A page follows what happens.  `data-follow` on <main> names a journey, or "all"; each element with
// `data-live` and an id is exchanged for the same one of a fresh copy, in its place and in silence.
// A page of rows (`data-changes`) asks for the rows that changed; rows that would come or go, or
// another order, wait behind a button, so that nothing moves under anybody's cursor.
(() => {
  const main = document.querySelector("main[data-follow]");
  const follow = main.dataset.follow;
  const changes = main.dataset.changes;
  const announced = document.getElementById("announce");
  const PAUSE = 250; // gathers what one command caused
  const MINUTE = 60_000; // "due in 3 hours" grows old by itself
  const SILENCE = 2 * MINUTE; // without an answer for so long, the page says that it is cut off
  const cutOff = document.getElementById("cut-off");
  let heard = Date.now();
  let waiting = new Set();
  let elsewhere = new Set();
  let timer = 0;
  let busy = false;
  let again = false;

  const rows = () => [...document.querySelectorAll("tr[data-reference]")];
  const reader = new DOMParser();
  // What differs from copy to copy and says nothing: state that the reader or the server gave it.
  const sameAs = (old, fresh) => {
    const plain = (element) => {
      const copy = element.cloneNode(true);
      copy.classList.remove("tl-changed");
      if (!copy.getAttribute("class")) copy.removeAttribute("class");
      copy.querySelectorAll("details[open]").forEach((each) => each.removeAttribute("open"));
      return copy.outerHTML.replace(/ data-[a-z-]*(init|button)=""/g, "").replace(/\s+/g, " ");
    };
    return plain(old) === plain(fresh);
  };

  function exchange(old, fresh, mark) {
    if (sameAs(old, fresh)) return 0;
    const at = old.contains(document.activeElement) ? document.activeElement : null;
    old.querySelectorAll("details[open][id]").forEach((each) => {
      const there = fresh.querySelector(`#${CSS.escape(each.id)}`);
      if (there) there.open = true;
    });
    if (mark) fresh.classList.add("tl-changed");
    old.replaceWith(fresh);
    const there = at && (at.id ? fresh.querySelector(`#${CSS.escape(at.id)}`) : fresh.querySelector(`a[href="${CSS.escape(at.getAttribute("href") ?? "")}"]`));
    there?.focus({ preventScroll: true });
    return 1;
  }

  function announce(count) {
    if (!count) return;
    announced.textContent = count === 1 ? announced.dataset.one : announced.dataset.many.replace("{count}", count);
  }

  async function fetched(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html", "Throughline-Live": "true" }, credentials: "same-origin" });
    // Signed out meanwhile, or no longer there: loading the page says so in words.
    if (answer.redirected || answer.status === 401 || answer.status === 404) location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    return reader.parseFromString(await answer.text(), "text/html");
  }

  function exchangeParts(fresh, mark) {
    let changed = 0;
    document.querySelectorAll("[data-live][id]").forEach((old) => {
      const there = fresh.getElementById(old.id);
      const counts = old.dataset.live !== "quiet";
      if (there) changed += exchange(old, document.adoptNode(there), mark && counts) && counts;
    });
    return changed;
  }

  async function rowsAnew(references, loud) {
    const shown = new Map(rows().map((row) => [row.dataset.reference, row]));
    const wanted = [...references];
    // As many as one address may ask for; whoever missed more reads the page anew.
    const asked = wanted.length > 40 ? [...shown.keys()] : wanted;
    const fresh = await fetched(`${changes}${changes.endsWith("?") ? "" : "&"}refs=${asked.join(",")}`);
    const there = new Map([...fresh.querySelectorAll("tr[data-reference]")].map((row) => [row.dataset.reference, row]));
    let changed = 0;
    for (const reference of asked) {
      const old = shown.get(reference);
      const now = there.get(reference);
      if (old && now) changed += exchange(old, document.adoptNode(now), loud);
      else if ((old || now) && loud) elsewhere.add(reference);
    }
    exchangeParts(fresh, false);
    offer();
    if (loud) announce(changed + elsewhere.size);
  }

  function offer() {
    const bar = document.getElementById("changes");
    if (!bar || !elsewhere.size) return;
    const many = elsewhere.size === 1 ? bar.dataset.one : bar.dataset.many.replace("{count}", elsewhere.size);
    bar.querySelector("[data-count]").textContent = many;
    bar.hidden = false;
  }

  async function catchUp(loud) {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const references = waiting;
    waiting = new Set();
    try {
      if (changes) await rowsAnew(references.size ? references : rows().map((row) => row.dataset.reference), loud);
      else {
        const changed = exchangeParts(await fetched(location.href), false);
        if (loud) announce(changed);
      }
      heard = Date.now();
    } catch {
      references.forEach((each) => waiting.add(each)); // the next event, or the next minute, tries again
    }
    if (cutOff) cutOff.hidden = Date.now() - heard < SILENCE;
    busy = false;
    if (again) {
      again = false;
      soon();
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => catchUp(true), PAUSE);
  }

  // One stream for each page that is looked at: browsers allow six to a host.
  function connect() {
    const stream = document.createElement("div");
    stream.id = "live";
    stream.hidden = true;
    stream.setAttribute("hx-ext", "sse");
    stream.setAttribute("sse-connect", "/api/events");
    stream.setAttribute("sse-swap", "message,reset");
    stream.setAttribute("hx-swap", "none");
    document.body.append(stream);
    htmx.process(stream);
  }

  document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
    event.preventDefault();
    const { reference } = JSON.parse(event.detail.data || "{}");
    if (reference && follow !== "all" && reference !== follow) return;
    if (reference) waiting.add(reference);
    soon();
  });
  document.body.addEventListener("htmx:sseOpen", () => {
    // Something may have happened since the page was made, while nobody listened.
    catchUp(true).then(() => {
      document.documentElement.dataset.live = "on"; // for whoever tests this
    });
  });
  document.addEventListener("visibilitychange", () => {
    const stream = document.getElementById("live");
    if (document.hidden && stream) htmx.remove(stream);
    if (!document.hidden && !stream) connect();
  });
  document.getElementById("changes")?.querySelector("a")?.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
  setInterval(() => document.hidden || catchUp(false), MINUTE);
  if (!document.hidden) connect();
})();
