/* Runs first and in any browser: says in plain words why the page cannot open, instead of staying blank. */
(function () {
  var missing = [];
  function need(name, there) { if (!there) { missing.push(name); } }
  var canvas = document.createElement("canvas");
  need("canvas", canvas.getContext && canvas.getContext("2d"));
  need("Map", typeof Map === "function" && typeof Set === "function");
  need("Promise", typeof Promise === "function");
  need("URLSearchParams", typeof URLSearchParams === "function");
  need("normalize", !!String.prototype.normalize);
  need("replaceChildren", !!Element.prototype.replaceChildren);
  need("DecompressionStream", !document.querySelector("[data-packed]") || typeof DecompressionStream === "function");
  function tell(text) {
    var box = document.getElementById("trouble");
    box.style.display = "block";
    box.textContent = text;
  }
  window.samphanTrouble = tell;
  if (missing.length) {
    tell("เบราว์เซอร์นี้เก่าเกินไปสำหรับภาพเครือข่าย โปรดเปิดด้วย Chrome, Edge, Firefox หรือ Safari รุ่นใหม่ · This browser is too old for the picture (" +
      missing.join(", ") + " missing). Please open the file in a recent Chrome, Edge, Firefox or Safari.");
    return;
  }
  function failed(event) {
    if (!window.samphanReady) {
      tell("เปิดภาพเครือข่ายไม่สำเร็จ โปรดเปิดด้วยเบราว์เซอร์รุ่นใหม่ · The picture could not be opened; please try a recent browser. (" + (event.message || event.reason) + ")");
    }
  }
  window.addEventListener("error", failed);
  window.addEventListener("unhandledrejection", failed);
})();
