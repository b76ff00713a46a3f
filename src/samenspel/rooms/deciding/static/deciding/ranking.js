/* Rank by tapping and dragging. Without this file people choose places from lists; the form sends the same. */
"use strict";

document.querySelectorAll("[data-ranking]").forEach((ballot) => {
  const list = ballot.querySelector(".ranks");
  const rows = [...list.children];
  const words = ballot.dataset;
  const said = ballot.querySelector("[data-ranking-said]");
  const select = (row) => row.querySelector("select");
  const title = (row) => row.querySelector("label").textContent.trim();
  const ranked = () => rows.filter((row) => select(row).value).sort((a, b) => select(a).value - select(b).value || rows.indexOf(a) - rows.indexOf(b));

  /* Write the order down in the lists that the form sends, and show it. */
  const settle = (order, moved, focus) => {
    rows.forEach((row) => { select(row).value = ""; });
    order.forEach((row, place) => { select(row).value = place + 1; });
    [...order, ...rows.filter((row) => !order.includes(row))].forEach((row) => list.append(row));
    rows.forEach((row) => {
      const place = order.indexOf(row);
      row.classList.toggle("ranked", place >= 0);
      row.querySelector(".rank-number").textContent = place >= 0 ? place + 1 : "";
      row.querySelectorAll("[data-move]").forEach((button) => { button.hidden = place < 0; });
      row.querySelector("[data-toggle]").setAttribute("aria-pressed", place >= 0);
    });
    if (!moved) return;
    const place = order.indexOf(moved);
    said.textContent = title(moved) + ": " + (place >= 0 ? words.place + " " + (place + 1) : "–");
    if (focus) focus.focus();
  };

  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => act(made));
    return made;
  };
  const move = (row, by, focus) => {
    const order = ranked();
    const from = order.indexOf(row);
    const to = Math.min(Math.max(from + by, 0), order.length - 1);
    order.splice(to, 0, order.splice(from, 1)[0]);
    settle(order, row, focus);
  };

  rows.forEach((row) => {
    const label = row.querySelector("label");
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.dataset.toggle = "";
    toggle.className = "rank-toggle";
    const number = document.createElement("span");
    number.className = "rank-number";
    number.setAttribute("aria-hidden", "true");
    const slip = document.createElement("span");
    slip.innerHTML = label.innerHTML;
    toggle.append(number, slip);
    toggle.addEventListener("click", () => {
      if (row.dataset.dragged) { delete row.dataset.dragged; return; }
      const order = ranked();
      settle(order.includes(row) ? order.filter((each) => each !== row) : [...order, row], row, toggle);
    });
    label.hidden = true;
    select(row).parentElement.hidden = true;
    const up = button("↑", words.up + ": " + title(row), (made) => move(row, -1, made));
    const down = button("↓", words.down + ": " + title(row), (made) => move(row, 1, made));
    [up, down].forEach((each) => { each.dataset.move = ""; each.className = "rank-move"; });
    row.append(toggle, up, down);
    drag(row, toggle);
  });
  ballot.querySelector("[data-ranking-hint]").hidden = false;
  settle(ranked());

  /* A ranked row follows the finger; it lands where it is let go. */
  function drag(row, handle) {
    handle.addEventListener("pointerdown", (event) => {
      if (!select(row).value || event.button) return;
      const start = event.clientY;
      let moving = false;
      const follow = (moved) => {
        if (!moving && Math.abs(moved.clientY - start) < 8) return;
        moving = true;
        row.classList.add("dragging");
        row.style.transform = "translateY(" + (moved.clientY - start) + "px)";
      };
      const drop = (ended) => {
        window.removeEventListener("pointermove", follow);
        window.removeEventListener("pointerup", drop);
        window.removeEventListener("pointercancel", drop);
        row.classList.remove("dragging");
        row.style.transform = "";
        if (!moving) return;
        row.dataset.dragged = "yes";
        setTimeout(() => { delete row.dataset.dragged; }, 50);
        const others = ranked().filter((each) => each !== row);
        const to = others.filter((each) => {
          const box = each.getBoundingClientRect();
          return ended.clientY > box.top + box.height / 2;
        }).length;
        others.splice(to, 0, row);
        settle(others, row);
      };
      window.addEventListener("pointermove", follow);
      window.addEventListener("pointerup", drop);
      window.addEventListener("pointercancel", drop);
    });
  }
});
