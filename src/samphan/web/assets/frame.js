// The picture keeps its state behind "#"; the page around it carries it, so that its address can be copied and reopened.
(function () {
  "use strict";
  const frame = document.querySelector("iframe.picture");
  if (location.hash.length > 1) frame.src = frame.src + location.hash;
  frame.addEventListener("load", () => {
    const inside = frame.contentWindow;
    const carry = () => {
      if (inside.location.hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + inside.location.hash);
    };
    inside.addEventListener("hashchange", carry);
    setInterval(carry, 800);  // the picture replaces its state without an event
  });
})();
