// Steps from change to change, and the search. Everything else on the page works without this.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const search = $("search"), at = $("at"), keys = $("keys");
  if (!search) return;
  document.querySelector(".steps").hidden = false;

  const changes = [...document.querySelectorAll("article.change")];
  const blocks = [...document.querySelectorAll(".row, .same, .event, .headlines > li")];
  // Not by its box: what is far off screen has none yet.
  const off = (change) => {
    if (change.closest(".unfound")) return true;
    return ["l-", "k-"].some((kind) => {
      const name = [...change.classList].find((one) => one.startsWith(kind));
      const box = name && $("f-" + name);
      return box && !box.checked;
    });
  };
  const shown = () => changes.filter((change) => !off(change));
  let current = null;

  const tell = () => {
    const all = shown(), index = all.indexOf(current);
    at.textContent = index < 0 ? `${all.length} changes` : `${index + 1} of ${all.length}`;
  };

  const go = (step) => {
    const all = shown();
    if (!all.length) return tell();
    let index = all.indexOf(current);
    if (index < 0) {
      // From where the reader is.
      const after = all.findIndex((change) => change.getBoundingClientRect().top > 0);
      index = after < 0 ? (step > 0 ? 0 : all.length - 1) : step > 0 ? after : after - 1;
    } else {
      index += step;
    }
    current = all[(index + all.length) % all.length];
    current.tabIndex = -1;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center" });
    tell();
  };

  const ranges = (node, words) => {
    const found = [], walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text; (text = walk.nextNode()); ) {
      const low = text.data.toLowerCase();
      if (low.length !== text.data.length) continue;
      for (let from = low.indexOf(words); from >= 0; from = low.indexOf(words, from + words.length)) {
        const range = new Range();
        range.setStart(text, from);
        range.setEnd(text, from + words.length);
        found.push(range);
      }
    }
    return found;
  };

  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ");
  const find = () => {
    const words = plain(search.value).trim(), found = [];
    for (const block of blocks) {
      const hit = !words || plain(block.textContent).includes(words);
      block.classList.toggle("unfound", !hit);
      block.hidden = !hit;
      if (words && hit) found.push(...ranges(block, words));
    }
    for (const fold of document.querySelectorAll(".fold")) {
      const hit = !words || fold.querySelector(".same:not(.unfound)");
      fold.hidden = !hit;
      fold.open = Boolean(words && hit);
    }
    if (window.CSS && CSS.highlights) CSS.highlights.set("found", new Highlight(...found));
    current = null;
    tell();
  };

  let wait;
  search.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(find, 150);
  });
  $("next").addEventListener("click", () => go(1));
  $("previous").addEventListener("click", () => go(-1));
  $("tools").addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      find();
    }
    const typing = event.target.matches("input:not([type=checkbox], [type=radio]), textarea");
    if (!keys.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (event.key === "/") search.focus();
    else return;
    event.preventDefault();
  });
  tell();
})();
