(function () {
  var words = document.getElementById("words"), severity = document.getElementById("severity"),
    rule = document.getElementById("rule"), count = document.getElementById("count"), timer;
  if (!words) return;
  var items = Array.prototype.slice.call(document.querySelectorAll("ol.findings>li"));
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }
  var texts = null;
  function show() {
    if (!texts) texts = items.map(function (item) { return fold(item.textContent); });
    var wanted = fold(words.value).split(/\s+/).filter(Boolean), shown = 0;
    items.forEach(function (item, at) {
      var fits = (!severity.value || item.className === severity.value) &&
        (!rule.value || item.getAttribute("data-rule") === rule.value) &&
        wanted.every(function (word) { return texts[at].indexOf(word) >= 0; });
      item.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown + " / " + items.length;
  }
  function only(word, level) {
    words.value = word;
    severity.value = level;
    rule.value = "";
    show();
  }
  Array.prototype.forEach.call(document.querySelectorAll("a[data-severity]"), function (card) {
    card.addEventListener("click", function () { only("", card.getAttribute("data-severity")); });
  });
  Array.prototype.forEach.call(document.querySelectorAll("table.files td:first-child"), function (cell) {
    var link = document.createElement("a");
    link.href = "#findings";
    link.textContent = cell.textContent;
    link.addEventListener("click", function () { only(link.textContent, ""); });
    cell.textContent = "";
    cell.appendChild(link);
  });
  words.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 120); });
  severity.addEventListener("change", show);
  rule.addEventListener("change", show);
})();
